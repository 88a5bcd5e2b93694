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
export function fail(summary: string, found: readonly Evidence[] | Deviations): CheckOutcome {
  const deviations = found instanceof Deviations ? found : Deviations.of(found)
  return { verdict: 'fail', summary, deviations: deviations.count, evidence: [...deviations.rows] }
}

/** What deviates: all of it counted, the first rows kept. */
export class Deviations {
  private counted = 0
  private readonly kept: Evidence[] = []

  /** All of several, one after the other. */
  static of(...parts: readonly (readonly Evidence[] | Deviations)[]): Deviations {
    const all = new Deviations()
    for (const part of parts) all.append(part)
    return all
  }

  /** `count` deviations, of which these rows are the first. */
  static first(rows: readonly Evidence[], count: number): Deviations {
    const all = Deviations.of(rows)
    all.counted = count
    return all
  }

  get count(): number {
    return this.counted
  }

  /** at most EVIDENCE_LIMIT */
  get rows(): readonly Evidence[] {
    return this.kept
  }

  /** One more; the row is made only where it is kept. */
  add(row: () => Evidence): void {
    if (this.kept.length < EVIDENCE_LIMIT) this.kept.push(row())
    this.counted++
  }

  private append(part: readonly Evidence[] | Deviations): void {
    const { count, rows } = part instanceof Deviations ? part : { count: part.length, rows: part }
    this.kept.push(...rows.slice(0, EVIDENCE_LIMIT - this.kept.length))
    this.counted += count
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
