import { Prisma, type PrismaClient } from '../generated/client'
import { rowsOfSpan, type Span } from './span'

/** Messages between two modules over the blocks of a range; "transfer" are accounts without code. */
export interface ModuleCallTotal {
  callerModule: string
  calleeModule: string
  calls: number
  /** those of them that may change nothing */
  staticCalls: number
  failed: number
  /** used by the callee itself, without its own calls */
  gas: bigint
  /** wei moved for good */
  value: bigint
}

interface Row {
  caller_module: string
  callee_module: string
  calls: string
  static_calls: string
  failed: string
  gas: string
  value: string
}

/** Messages by caller and callee, most gas first. */
export async function getModuleCalls(
  db: PrismaClient,
  chainId: bigint,
  span: Span,
): Promise<ModuleCallTotal[]> {
  const columns = Prisma.raw(
    'r.caller_module, r.callee_module, r.calls::bigint, r.static_calls::bigint, r.failed::bigint, r.gas, r.value',
  )
  const source = rowsOfSpan(chainId, span, undefined, {
    fromBlocks: (where) => Prisma.sql`SELECT ${columns} FROM block b
      JOIN module_call r ON r.chain_id = b.chain_id AND r.block_number = b.number WHERE ${where}`,
    fromRollup: (where) => Prisma.sql`SELECT ${columns} FROM module_call_rollup r WHERE ${where}`,
  })
  const rows = await db.$queryRaw<Row[]>`
    SELECT caller_module, callee_module, sum(calls)::text AS calls, sum(static_calls)::text AS static_calls,
      sum(failed)::text AS failed, sum(gas)::text AS gas, sum(value)::text AS value
    FROM (${source}) AS rows
    GROUP BY caller_module, callee_module ORDER BY sum(gas) DESC, caller_module, callee_module`
  return rows.map((row) => ({
    callerModule: row.caller_module,
    calleeModule: row.callee_module,
    calls: Number(row.calls),
    staticCalls: Number(row.static_calls),
    failed: Number(row.failed),
    gas: BigInt(row.gas),
    value: BigInt(row.value),
  }))
}

/** Blocks of a range that hold transactions, and those among them whose calls were traced. */
export async function countTracedBlocks(
  db: PrismaClient,
  chainId: bigint,
  span: Span,
): Promise<{ blocks: number; traced: number }> {
  const source = rowsOfSpan(chainId, span, undefined, {
    fromBlocks: (where) => Prisma.sql`SELECT 1 AS blocks, EXISTS (SELECT 1 FROM module_call r
        WHERE r.chain_id = b.chain_id AND r.block_number = b.number)::int AS traced
      FROM block b WHERE ${where} AND b.transaction_count > 0`,
    fromRollup: (where) => Prisma.sql`SELECT r.blocks, r.traced FROM call_coverage_rollup r WHERE ${where}`,
  })
  const [row] = await db.$queryRaw<{ blocks: string; traced: string }[]>`
    SELECT coalesce(sum(blocks), 0)::text AS blocks, coalesce(sum(traced), 0)::text AS traced FROM (${source}) AS rows`
  return { blocks: Number(row?.blocks ?? 0), traced: Number(row?.traced ?? 0) }
}
