import type { PrismaClient } from '@/lib/db/generated/client'
import { findBlockAccess, getKeyLabels, getOwners } from '@/lib/db/read/access'
import { getLabels } from '@/lib/db/read/labels'
import { getTransactionsAt, type TransactionRecord } from '@/lib/db/read/transactions'
import { addressOfKey } from '@/lib/parallelism/keys'
import { neighboursOf } from '@/lib/parallelism/neighbours'

/** The access set of a transaction with what its keys are called, and its neighbours; undefined where none is stored. */
export async function loadAccess(
  db: PrismaClient,
  chainId: bigint,
  { blockNumber, index }: Pick<TransactionRecord, 'blockNumber' | 'index'>,
) {
  const sets = await findBlockAccess(db, chainId, blockNumber)
  const set = sets?.[index]
  if (sets === undefined || set === undefined) return undefined
  const neighbours = neighboursOf(sets, index)
  const accounts = new Set([...set.reads, ...set.writes, ...set.credits].map(addressOfKey))
  const indexes = [...neighbours.earlier, ...neighbours.later].map((neighbour) => neighbour.index)
  const [names, owners, labels, transactions] = await Promise.all([
    getKeyLabels(db, chainId, blockNumber),
    getOwners(db, chainId, set.contracts, blockNumber),
    getLabels(db, chainId, accounts),
    getTransactionsAt(db, chainId, blockNumber, indexes),
  ])
  return { set, neighbours, names, owners, labels, transactions }
}
