import type { PrismaClient } from '../generated/client'
import type { BlockRange } from './metrics'

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
  range: BlockRange,
): Promise<ModuleCallTotal[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT caller_module, callee_module, sum(calls)::text AS calls, sum(static_calls)::text AS static_calls,
      sum(failed)::text AS failed, sum(gas)::text AS gas, sum(value)::text AS value
    FROM module_call
    WHERE chain_id = ${chainId} AND block_number BETWEEN ${range.from} AND ${range.to}
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
  range: BlockRange,
): Promise<{ blocks: number; traced: number }> {
  const [row] = await db.$queryRaw<{ blocks: number; traced: number }[]>`
    SELECT
      (SELECT count(*)::int FROM block WHERE chain_id = ${chainId} AND number BETWEEN ${range.from} AND ${range.to}
        AND transaction_count > 0) AS blocks,
      (SELECT count(DISTINCT block_number)::int FROM module_call
        WHERE chain_id = ${chainId} AND block_number BETWEEN ${range.from} AND ${range.to}) AS traced`
  return row ?? { blocks: 0, traced: 0 }
}
