import type { Period } from '@/lib/audit/adapters/adapter'
import { isFrom } from '@/lib/audit/adapters/common/logs'
import type { Log } from '@/lib/chain/types'
import type { PeriodProgram } from './program'

const HOUR = 3600n
const DAY = 24n * HOUR
/** A period without an end is audited again after this part of its age, within the limits above. */
const PART_OF_AGE = 24n

/** A period whose audit a block sets off. */
export interface DuePeriod {
  known: PeriodProgram
  period: Period
  /** the block that sets it off, which its rows go with */
  blockNumber: bigint
  /** the last block that it covers */
  last: bigint
}

/**
 * The audits of a program that a block sets off, which depends on the chain alone and not on how it is read. A period with an end is
 * audited by the first block after it. One without is audited by the first block that comes at least an hour after the one that showed the
 * program (which is created before it is funded), then after each audit that something new in its sources has followed (a day at most; in
 * between a 24th of its age, so that a long life costs few audits); and by the first block after each of its moments.
 *
 * @param before time of the block before in unix seconds; undefined for the first one that is stored
 */
export function duePeriods(
  known: PeriodProgram,
  block: { number: bigint; timestamp: bigint; logs: readonly Log[] },
  before: bigint | undefined,
): DuePeriod[] {
  const { adapter, program, sources, since } = known
  const { number, timestamp, logs } = block
  const isNew = since.blockNumber === number
  const periods = adapter
    .periodsAt(program, isNew || before === undefined ? timestamp : before)
    .map((id) => adapter.periodOf(program, id))
  const news = logs.some((log) => sources.some((source) => isFrom(log, source)))
  if (news) known.hasNews = true
  return periods.flatMap((period): DuePeriod[] => {
    const { window } = period
    if (window.kind === 'time') {
      const isOver = !isNew && before !== undefined && window.to <= timestamp
      return isOver ? [{ known, period, blockNumber: number, last: number - 1n }] : []
    }
    if (!isDueNow(known, timestamp, before)) return []
    known.lastAudit = { blockNumber: number, timestamp }
    known.hasNews = false
    return [{ known, period, blockNumber: number, last: number }]
  })
}

function isDueNow(
  { adapter, program, since, lastAudit, hasNews }: PeriodProgram,
  timestamp: bigint,
  before: bigint | undefined,
): boolean {
  const passed = (adapter.moments?.(program) ?? []).some(
    (moment) => before !== undefined && before < moment && moment <= timestamp,
  )
  if (passed) return true
  const last = lastAudit?.timestamp ?? since.timestamp
  const part = (last - since.timestamp) / PART_OF_AGE
  const pause = part < HOUR ? HOUR : part > DAY ? DAY : part
  return (hasNews || lastAudit === undefined) && timestamp >= last + pause
}
