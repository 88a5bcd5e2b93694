import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import { hexOf } from '../hex'
import { unitOf } from './units'

/** Sums over the last stored blocks of a chain, and their metrics under the default policy. */
export interface RecentActivity {
  from: bigint
  to: bigint
  /** stored blocks in the range */
  blocks: number
  /** seconds from the parent of the first to the last, estimated by the mean distance; 0 for a single block */
  seconds: number
  transactions: number
  gasUsed: bigint
  /** what follows covers the blocks that have metrics */
  analysedBlocks: number
  analysedTransactions: number
  analysedGas: bigint
  criticalPathGas: bigint
  conflictedTxs: number
  dependentTxs: number
  sources: string[]
}

interface ActivityRow {
  from: bigint | null
  to: bigint | null
  blocks: number
  span: bigint | null
  transactions: string | null
  gas: string | null
  analysed: number
  analysed_txs: string | null
  analysed_gas: string | null
  critical: string | null
  conflicted: string | null
  dependent: string | null
  sources: string[] | null
}

/** Sums over the last `count` stored blocks; undefined before the first block. */
export async function findRecentActivity(
  db: PrismaClient,
  chainId: bigint,
  count: number,
): Promise<RecentActivity | undefined> {
  const [row] = await db.$queryRaw<ActivityRow[]>`
    SELECT min(b.number) AS "from", max(b.number) AS "to", count(*)::int AS blocks,
      max(b.timestamp) - min(b.timestamp) AS span,
      sum(b.transaction_count)::text AS transactions, sum(b.gas_used)::text AS gas,
      count(m.block_number)::int AS analysed, sum(m.transactions)::text AS analysed_txs,
      sum(m.gas_used)::text AS analysed_gas, sum(m.critical_path_gas)::text AS critical,
      sum(m.conflicted_txs)::text AS conflicted, sum(m.dependent_txs)::text AS dependent,
      array_agg(DISTINCT m.source) FILTER (WHERE m.source IS NOT NULL) AS sources
    FROM (SELECT * FROM block WHERE chain_id = ${chainId} ORDER BY number DESC LIMIT ${count}) b
    LEFT JOIN block_metrics m ON m.chain_id = b.chain_id AND m.block_number = b.number AND m.policy = ${DEFAULT_POLICY}`
  if (!row || row.from === null || row.to === null) return undefined
  const span = Number(row.span ?? 0n)
  return {
    from: row.from,
    to: row.to,
    blocks: row.blocks,
    seconds: row.blocks > 1 ? (span * row.blocks) / (row.blocks - 1) : 0,
    transactions: Number(row.transactions ?? 0),
    gasUsed: BigInt(row.gas ?? 0),
    analysedBlocks: row.analysed,
    analysedTransactions: Number(row.analysed_txs ?? 0),
    analysedGas: BigInt(row.analysed_gas ?? 0),
    criticalPathGas: BigInt(row.critical ?? 0),
    conflictedTxs: Number(row.conflicted ?? 0),
    dependentTxs: Number(row.dependent ?? 0),
    sources: row.sources ?? [],
  }
}

/** An epoch or an audited period as the overview lists it. Amounts in the token's smallest unit. */
export interface LatestEpoch {
  program: string
  programName: string
  epoch: bigint
  /** label of the period; undefined for an epoch */
  period: string | undefined
  /** block of the opening, or of the period's audit */
  openedAtBlock: bigint
  /** undefined for a period without an end */
  closesAt: bigint | undefined
  /** undefined for a period */
  budget: bigint | undefined
  payments: number
  paid: bigint
  closed: boolean
  /** pass | fail | indeterminate; undefined until it has been audited */
  verdict: string | undefined
  symbol: string | undefined
  decimals: number | undefined
}

interface EpochRow {
  program: Uint8Array
  name: string
  kind: string
  epoch: bigint
  period: string | null
  block_number: bigint
  closes_at: bigint | null
  budget: string | null
  payments: number
  paid: string
  closed: boolean
  verdict: string | null
  symbol: string | null
  decimals: number | null
}

/** The last `limit` epochs opened or periods audited on a chain, over all its programs, newest first. */
export async function getLatestEpochs(
  db: PrismaClient,
  chainId: bigint,
  limit: number,
): Promise<LatestEpoch[]> {
  const rows = await db.$queryRaw<EpochRow[]>(Prisma.sql`
    SELECT e.program, p.name, p.kind, e.epoch, e.label AS period, e.block_number, e.closes_at, e.budget, t.symbol, t.decimals,
      y.payments, y.paid, a.verdict,
      e.label IS NOT NULL OR EXISTS (SELECT 1 FROM epoch_close c
        WHERE c.chain_id = e.chain_id AND c.program = e.program AND c.epoch = e.epoch) AS closed
    FROM (
      (SELECT chain_id, program, epoch, NULL AS label, block_number, log_index, closes_at, budget::text AS budget FROM epoch
        WHERE chain_id = ${chainId} ORDER BY block_number DESC, log_index DESC LIMIT ${limit})
      UNION ALL
      (SELECT chain_id, program, epoch, label, block_number, -1, ends_at, NULL FROM period d
        WHERE chain_id = ${chainId} AND NOT EXISTS (SELECT 1 FROM period x WHERE x.chain_id = d.chain_id
          AND x.program = d.program AND x.epoch = d.epoch AND x.block_number > d.block_number)
        ORDER BY block_number DESC LIMIT ${limit})) e
    JOIN program p ON p.chain_id = e.chain_id AND p.address = e.program
    LEFT JOIN token t ON t.chain_id = p.chain_id AND t.address = p.token
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS payments, coalesce(sum(amount), 0)::text AS paid FROM payment
      WHERE chain_id = e.chain_id AND program = e.program AND epoch = e.epoch) y
    LEFT JOIN LATERAL (
      SELECT verdict FROM audit WHERE chain_id = e.chain_id AND program = e.program AND epoch = e.epoch
      ORDER BY block_number DESC LIMIT 1) a ON true
    ORDER BY e.block_number DESC, e.log_index DESC, e.program, e.epoch LIMIT ${limit}`)
  return rows.map((row) => ({
    program: hexOf(row.program),
    programName: row.name,
    epoch: row.epoch,
    period: row.period ?? undefined,
    openedAtBlock: row.block_number,
    closesAt: row.closes_at ?? undefined,
    budget: row.budget === null ? undefined : BigInt(row.budget),
    payments: row.payments,
    paid: BigInt(row.paid),
    closed: row.closed,
    verdict: row.verdict ?? undefined,
    ...unitOf(row),
  }))
}
