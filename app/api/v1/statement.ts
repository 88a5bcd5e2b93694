import type { PrismaClient } from '@/lib/db/generated/client'
import { findBlock } from '@/lib/db/read/blocks'

interface StatementParts {
  chainId: bigint
  /** blocks that the rows stand on, both included */
  from: bigint
  to: bigint
  rows: number
  /** "policy accounts", "source traced" */
  more?: readonly string[]
}

/** What an export says of itself, so that it can be held against the chain: range, hash of its last block, row count. */
export async function exportStatement(db: PrismaClient, parts: StatementParts): Promise<string> {
  const { chainId, from, to, rows, more = [] } = parts
  const last = await findBlock(db, chainId, to)
  return [
    `chain ${chainId}`,
    `blocks ${from} to ${to}`,
    `hash of block ${to} ${last?.hash ?? 'unknown'}`,
    ...more,
    `${rows} rows`,
  ].join('; ')
}
