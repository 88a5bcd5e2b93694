import type { Pool } from 'pg'

/** Seconds between two samples; older than a day, and older than 30 days, fewer are kept. */
const EVERY = 10n
const DAY = 86_400n
const THINNED = [
  { age: DAY, every: 300n },
  { age: 30n * DAY, every: 3600n },
]

/** A block that the node names as its head, as safe or as finalised. */
export interface NamedBlock {
  number: bigint
  /** unix seconds */
  timestamp: bigint
}

/** What a node says of its head at a moment; what it does not know is undefined. */
export interface HeadSample {
  head: NamedBlock
  safe?: NamedBlock
  finalized?: NamedBlock
}

/** The sample that a moment (unix seconds) falls into. */
export function sampleSecond(moment: bigint): bigint {
  return moment - (moment % EVERY)
}

/** Keeps a sample, the first of its ten seconds; once an hour the old ones are thinned out. */
export async function storeSample(
  pool: Pool,
  chainId: bigint,
  moment: bigint,
  { head, safe, finalized }: HeadSample,
): Promise<void> {
  const second = sampleSecond(moment)
  await pool.query(
    `INSERT INTO head_sample (chain_id, second, head, head_timestamp, safe, safe_timestamp, finalized, finalized_timestamp)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      chainId,
      second,
      head.number,
      head.timestamp,
      safe?.number,
      safe?.timestamp,
      finalized?.number,
      finalized?.timestamp,
    ],
  )
  if (second % 3600n !== 0n) return
  for (const { age, every } of THINNED) {
    await pool.query('DELETE FROM head_sample WHERE chain_id = $1 AND second < $2 AND second % $3 <> 0', [
      chainId,
      second - age,
      every,
    ])
  }
}
