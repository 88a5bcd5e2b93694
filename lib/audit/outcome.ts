import type { CheckOutcome, Evidence, Position } from './types'

/** Evidence rows kept a check: enough to look into, and an audit's size does not grow with the damage. */
export const EVIDENCE_LIMIT = 100

/** The statement holds. */
export function pass(summary: string): CheckOutcome {
  return { verdict: 'pass', summary, deviations: 0, evidence: [] }
}

/** The data at hand cannot say; the summary is the reason. */
export function indeterminate(summary: string): CheckOutcome {
  return { verdict: 'indeterminate', summary, deviations: 0, evidence: [] }
}

/** The statement does not hold: these facts deviate. */
export function fail(summary: string, deviations: readonly Evidence[]): CheckOutcome {
  return {
    verdict: 'fail',
    summary,
    deviations: deviations.length,
    evidence: deviations.slice(0, EVIDENCE_LIMIT),
  }
}

/** Where a row of evidence stands. */
export function placeOf(
  at: Omit<Position, 'timestamp'>,
): Pick<Evidence, 'blockNumber' | 'transactionHash' | 'logIndex'> {
  return { blockNumber: at.blockNumber, transactionHash: at.transactionHash, logIndex: at.logIndex }
}

/** "1 payment", "2 payments". */
export function counted(count: number | bigint, noun: string): string {
  return `${count} ${noun}${BigInt(count) === 1n ? '' : 's'}`
}

/** Sum of the amounts of some rows. */
export function sumOf<Row>(rows: Iterable<Row>, amount: (row: Row) => bigint): bigint {
  let sum = 0n
  for (const row of rows) sum += amount(row)
  return sum
}
