import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { analyseBlock } from '@/lib/parallelism/analyse'
import { Scratch } from '@/lib/parallelism/scratch'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { hasMainnet, MAINNET, recorded, recordedNumbers } from '@/tests/mainnet'
import { zipfBlock } from './zipf'

const SIZES = [
  { transactions: 1_000, runs: 41 },
  { transactions: 10_000, runs: 15 },
  { transactions: 100_000, runs: 5 },
]
const WARM_UP = 10
const REAL_RUNS = 7

/** Blocks are analysed one after another in the same memory, as the indexer does it. */
const scratch = new Scratch()

/**
 * Times the whole analysis of synthetic blocks (tests/bench/zipf.ts) and of the recorded mainnet blocks, in one
 * thread. The garbage of making the blocks is collected before the clock starts; what the analysis makes counts.
 * A collection that is asked for drops compiled code as well, so that the first block after it, of every size, is
 * analysed and not timed.
 */
export function benchParallelism(json: boolean): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const rest = () => {
    if (typeof collect === 'function') collect()
  }
  const medians = (ownStrings: boolean) =>
    SIZES.map(({ transactions, runs }) => medianOfBlocks(transactions, runs, ownStrings, rest))
  const shared = medians(false)
  const real = hasMainnet ? realTransactionsPerSecond() : null
  if (real === null) console.error(`The recorded mainnet blocks are not at ${MAINNET}: they are not timed.`)
  if (json) {
    const medianMs = Object.fromEntries(
      SIZES.map(({ transactions }, i) => [transactions, rounded(shared[i] ?? 0)]),
    )
    console.log(JSON.stringify({ medianMs, realTransactionsPerSecond: real }))
    return
  }
  console.log('Full analysis of a block, policy accounts: 40 keys a transaction, Zipf; median ms')
  for (const line of table(shared, medians(true))) console.log(line)
  if (real !== null) {
    console.log(`Real blocks, from parsed traces to metrics: ${real} transactions/s (median of ${REAL_RUNS})`)
  }
}

/** One line a size: times with one string a key and with each occurrence a string of its own, and how they grow. */
function table(shared: number[], own: number[]): string[] {
  const rows = SIZES.map(({ transactions }, i) => {
    const before = SIZES[i - 1]?.transactions
    const growth = before === undefined ? '' : ((shared[i] ?? 0) / (shared[i - 1] ?? 0)).toFixed(1)
    const bound = before === undefined ? '' : (nLogN(transactions) / nLogN(before)).toFixed(1)
    return [transactions, rounded(shared[i] ?? 0), growth, bound, rounded(own[i] ?? 0)].map(String)
  })
  const head = ['transactions', 'one string a key', 'growth', 'n log n', 'a string each time']
  return [head, ...rows].map((row) => row.map((cell, i) => cell.padStart(head[i]?.length ?? 0)).join('   '))
}

function medianOfBlocks(transactions: number, runs: number, ownStrings: boolean, rest: () => void): number {
  for (let i = 0; i < WARM_UP; i++) analyse(zipfBlock(1_000, i, ownStrings))
  const times: number[] = []
  const batch = Math.max(1, Math.floor(50_000 / transactions))
  for (let done = 0; done < runs; done += batch) {
    const [first, ...blocks] = Array.from({ length: Math.min(batch, runs - done) + 1 }, (_, i) =>
      zipfBlock(transactions, 1_000 + done + i, ownStrings),
    )
    rest()
    if (first !== undefined) analyse(first)
    for (const block of blocks) times.push(timed(() => analyse(block)))
  }
  return median(times)
}

function analyse({ access, costs, moduleOf }: ReturnType<typeof zipfBlock>) {
  return analyseBlock(access, costs, DEFAULT_POLICY, moduleOf, { scratch })
}

function realTransactionsPerSecond(): number {
  const blocks = recordedNumbers().map(recorded)
  const transactions = blocks.reduce((sum, { costs }) => sum + costs.length, 0)
  const times = Array.from({ length: REAL_RUNS }, () =>
    timed(() => {
      for (const { traces, costs } of blocks) {
        analyseBlock(accessSetsFromTraces(traces), costs, DEFAULT_POLICY, () => undefined, { scratch })
      }
    }),
  )
  return Math.round(transactions / (median(times) / 1_000))
}

function timed(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

const nLogN = (n: number): number => n * Math.log(n)
const rounded = (ms: number): number => Math.round(ms * 10) / 10
