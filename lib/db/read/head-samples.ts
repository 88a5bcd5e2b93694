import type { PrismaClient } from '../generated/client'

/** What a node said of its head at a moment. Numbers of blocks, times in unix seconds. */
export interface HeadSample {
  /** first second of the stretch of time that it stands for */
  start: bigint
  second: bigint
  head: bigint
  headTimestamp: bigint
  /** undefined where the node does not know it */
  safe: bigint | undefined
  safeTimestamp: bigint | undefined
  finalized: bigint | undefined
  finalizedTimestamp: bigint | undefined
}

interface Row {
  start: bigint
  second: bigint
  head: bigint
  head_timestamp: bigint
  safe: bigint | null
  safe_timestamp: bigint | null
  finalized: bigint | null
  finalized_timestamp: bigint | null
}

/** The last sample of every stretch of `seconds` from `since` to before `until`, oldest first. */
export async function getHeadSamples(
  db: PrismaClient,
  chainId: bigint,
  { since, until, seconds }: { since: bigint; until: bigint; seconds: bigint },
): Promise<HeadSample[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT DISTINCT ON (start) * FROM (
      SELECT second / ${seconds} * ${seconds} AS start, * FROM head_sample
      WHERE chain_id = ${chainId} AND second >= ${since} AND second < ${until}) AS samples
    ORDER BY start, second DESC`
  return rows.map((row) => ({
    start: row.start,
    second: row.second,
    head: row.head,
    headTimestamp: row.head_timestamp,
    safe: row.safe ?? undefined,
    safeTimestamp: row.safe_timestamp ?? undefined,
    finalized: row.finalized ?? undefined,
    finalizedTimestamp: row.finalized_timestamp ?? undefined,
  }))
}

/** Reorganisations that were seen in a stretch of time. */
export interface ReorgStretch {
  start: bigint
  reorgs: number
  /** blocks that the deepest of them removed */
  deepest: number
  /** blocks that all of them removed */
  blocks: number
}

/** Reorganisations by stretches of `seconds`, by when the indexer saw them, oldest first; none without one. */
export async function getReorgStretches(
  db: PrismaClient,
  chainId: bigint,
  { since, until, seconds }: { since: bigint; until: bigint; seconds: bigint },
): Promise<ReorgStretch[]> {
  const rows = await db.$queryRaw<
    { start: bigint; reorgs: number; deepest: number; blocks: number }[]
  >`SELECT floor(extract(epoch FROM detected_at))::bigint / ${seconds} * ${seconds} AS start, count(*)::int AS reorgs,
      max(depth) AS deepest, sum(depth)::int AS blocks
    FROM reorg WHERE chain_id = ${chainId}
      AND detected_at >= to_timestamp(${Number(since)}) AND detected_at < to_timestamp(${Number(until)})
    GROUP BY 1 ORDER BY 1`
  return rows
}
