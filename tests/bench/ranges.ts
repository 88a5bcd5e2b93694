import { loadCoordination } from '@/components/coordination/load-coordination'
import { loadModules } from '@/components/modules/load-modules'
import { loadParallelism } from '@/components/parallelism/load-parallelism'
import { parseView } from '@/components/parallelism/view'
import { prismaClient } from '@/lib/db/client'
import { connect } from '@/lib/db/connect'
import { migrate } from '@/lib/db/migrate'
import { UserError } from '@/lib/errors'
import { startPostgres } from '@/tests/support/server'
import { CHAIN, fillWithBlocks, rollUpAll } from './year-of-blocks'

const SECONDS_OF_A_YEAR = 365 * 86_400
const MINUTES_OF_A_YEAR = SECONDS_OF_A_YEAR / 60
/** One block every five minutes. */
const BLOCKS = MINUTES_OF_A_YEAR / 5
/** 1 January 2027 */
const UNTIL = 1_798_761_600n
const RUNS = 30
const RANGES = ['hour', 'day', 'week', 'month', 'year', 'all'] as const

/**
 * Measures the queries of the pages on parallelism, modules and coordination over ranges of an hour to a year, on a
 * scratch database with blocks spread over a year, one every five minutes unless another number is asked for, and what
 * the sums cost when they are made.
 */
export async function benchRanges(json: boolean, asked: string | undefined): Promise<void> {
  const stored = blocksOf(asked)
  const server = await startPostgres()
  try {
    const url = server.url('bench')
    await migrate(url)
    const client = await connect(url)
    await fillWithBlocks(client, {
      blocks: stored,
      interval: Math.floor(SECONDS_OF_A_YEAR / stored),
      until: UNTIL,
    })
    const begin = performance.now()
    await rollUpAll(client)
    const blocksPerSecond = stored / ((performance.now() - begin) / 1000)
    const perBlock = await times(async (run) => {
      const minute = UNTIL - 60n * BigInt(1 + run)
      await client.query('SELECT roll_up($1, $2::bigint[])', [CHAIN, [String(minute)]])
    })
    await client.end()
    const db = prismaClient(url)
    const pages = {
      parallelism: (range: string) => loadParallelism(db, CHAIN, parseView({ range })),
      modules: (range: string) => loadModules(db, CHAIN, parseView({ range })),
      coordination: (range: string) => loadCoordination(db, CHAIN, parseView({ range })),
    }
    const rows: { page: string; range: string; blocks: number; p50: number; p95: number }[] = []
    for (const [page, load] of Object.entries(pages)) {
      for (const range of RANGES) {
        const data = await load(range)
        if (!data) throw new Error(`no block in the range ${range}`)
        const taken = await times(() => load(range))
        rows.push({ page, range, blocks: data.range.blocks, p50: taken.p50, p95: taken.p95 })
      }
    }
    await db.$disconnect()
    if (json) {
      console.log(JSON.stringify({ rows, blocksPerSecond: Math.round(blocksPerSecond), perBlock }))
      return
    }
    console.log(
      `All queries of a page, ${stored} blocks of a year, ${RUNS} runs each, one policy stored, 8 modules, 10 hot keys a block; ms`,
    )
    console.log(line(['page', 'range', 'blocks', 'p50', 'p95']))
    for (const { page, range, blocks, p50, p95 } of rows)
      console.log(line([page, range, String(blocks), String(p50), String(p95)]))
    console.log(`Sums of blocks stored before: ${Math.round(blocksPerSecond)} blocks/s`)
    console.log(`Sums of one more block: p50 ${perBlock.p50} ms, p95 ${perBlock.p95} ms`)
  } finally {
    await server.stop()
  }
}

function blocksOf(asked: string | undefined): number {
  if (asked === undefined) return BLOCKS
  const blocks = /^[1-9]\d{3,6}$/.test(asked) ? Number(asked) : 0
  if (blocks >= 1000 && blocks <= MINUTES_OF_A_YEAR) return blocks
  throw new UserError(`The number of blocks must be from 1000 to ${MINUTES_OF_A_YEAR}.`)
}

function line(cells: string[]): string {
  return cells.map((cell, i) => (i < 2 ? cell.padEnd(14) : cell.padStart(8))).join(' ')
}

/** Milliseconds, to the tenth. */
async function times(work: (run: number) => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const taken: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const begin = performance.now()
    await work(run)
    taken.push(performance.now() - begin)
  }
  taken.sort((a, b) => a - b)
  const at = (share: number) => Math.round((taken[Math.ceil(share * RUNS) - 1] ?? 0) * 10) / 10
  return { p50: at(0.5), p95: at(0.95) }
}
