import { expect, test } from 'vitest'
import { duePeriods } from '@/indexer/periods/due'
import { type PeriodProgram, periodProgram } from '@/indexer/periods/program'
import type { AdaptedProgram } from '@/lib/audit/adapters/adapter'
import { adapterOf } from '@/lib/audit/adapters/registry'
import type { Hex, Log } from '@/lib/chain/types'

const HOUR = 3600n
const DAY = 24n * HOUR
const PROGRAM: Hex = `0x${'aa'.repeat(20)}`
const TOKEN: Hex = `0x${'bb'.repeat(20)}`
/** 1 August 2024, 00:00 UTC: the first month of World's grants. */
const AUGUST = 1_722_470_400n

/** A program of a kind that became known in block 10, an hour before August. */
function known(kind: string, figures: Record<string, bigint> = {}): PeriodProgram {
  const adapter = adapterOf(kind)
  const parts = { token: TOKEN, holder: PROGRAM, grant: PROGRAM }
  const program: AdaptedProgram = { chainId: 1n, address: PROGRAM, kind, name: kind, parts, figures }
  return periodProgram({ adapter, address: PROGRAM }, program, { blockNumber: 10n, timestamp: AUGUST - HOUR })
}

const LOG: Log = {
  address: PROGRAM,
  topics: [],
  data: '0x',
  blockNumber: 0n,
  blockHash: '0x',
  transactionHash: '0x',
  transactionIndex: 0,
  index: 0,
}

/** What blocks at these times, from block 11 on, set off: "block: period up to its last block". */
function setOff(program: PeriodProgram, blocks: readonly { at: bigint; says?: boolean }[]): string[] {
  let before: bigint | undefined = AUGUST - HOUR
  return blocks.flatMap(({ at, says }, index) => {
    const number = BigInt(index) + 11n
    const due = duePeriods(program, { number, timestamp: at, logs: says ? [LOG] : [] }, before)
    before = at
    return due.map(({ period, blockNumber, last }) => `${blockNumber}: ${period.id} up to ${last}`)
  })
}

test('a period with an end is audited by the first block after it, and one without blocks never', () => {
  const days = known('gooddollar-ubi', { periodStart: AUGUST })
  const blocks = [1n, DAY - 1n, DAY, DAY + 5n, 4n * DAY + 7n, 5n * DAY].map((after) => ({
    at: AUGUST + after,
  }))
  expect(setOff(days, blocks)).toEqual(['13: 0 up to 12', '15: 1 up to 14', '16: 4 up to 15'])
})

test('of periods that overlap each is audited at its own end', () => {
  // Grant 39 ends with September, grants 40 and 41 a month later each.
  const month = 31n * DAY
  const blocks = [1n, month, 2n * month, 3n * month, 4n * month].map((after) => ({ at: AUGUST + after }))
  expect(setOff(known('world-grants'), blocks)).toEqual([
    '13: 39 up to 12',
    '14: 40 up to 13',
    '15: 41 up to 14',
  ])
})

test('nothing is due before a block whose time is known', () => {
  const program = known('gooddollar-ubi', { periodStart: AUGUST })
  expect(duePeriods(program, { number: 11n, timestamp: AUGUST + 2n * DAY, logs: [] }, undefined)).toEqual([])
})

test('a period without an end is audited an hour after it is first seen, and again when something new has been said', () => {
  const life = known('merkle-distributor')
  expect(duePeriods(life, { number: 10n, timestamp: AUGUST - HOUR, logs: [LOG] }, undefined)).toEqual([])
  expect(
    setOff(life, [
      { at: AUGUST - 1n, says: true },
      { at: AUGUST },
      { at: AUGUST + 2n * HOUR },
      { at: AUGUST + 2n * HOUR + 1n, says: true },
      { at: AUGUST + 2n * HOUR + 2n, says: true },
      // Two days on, the pause is two hours: a 24th of its age.
      { at: AUGUST + 2n * DAY, says: true },
      { at: AUGUST + 2n * DAY + HOUR, says: true },
      { at: AUGUST + 2n * DAY + 2n * HOUR + 300n },
    ]),
  ).toEqual(['12: 1 up to 12', '14: 1 up to 14', '16: 1 up to 16', '18: 1 up to 18'])
})

test('a period without an end is audited once after its deadline, though nothing was said', () => {
  const life = known('merkle-distributor', { deadline: AUGUST + DAY })
  const blocks = [1n, DAY - 1n, DAY, DAY + 1n].map((after) => ({ at: AUGUST + after }))
  expect(setOff(life, blocks)).toEqual(['11: 1 up to 11', '13: 1 up to 13'])
})
