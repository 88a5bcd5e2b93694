import { decodeAccess } from '@/lib/parallelism/codec'
import type { AccessSet, StateKey } from '@/lib/parallelism/types'
import type { PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** Size of a transaction's access set, in keys. */
export interface AccessSizes {
  reads: number
  writes: number
  credits: number
  storageReads: number
  storageWrites: number
  contracts: number
}

interface Place {
  blockNumber: bigint
  index: number
}

/** Size of a transaction's access set; undefined where none is stored. */
export async function findAccessSizes(
  db: PrismaClient,
  chainId: bigint,
  { blockNumber, index }: Place,
): Promise<AccessSizes | undefined> {
  const row = await db.transactionAccess.findUnique({
    where: { chainId_blockNumber_transactionIndex: { chainId, blockNumber, transactionIndex: index } },
    select: {
      reads: true,
      writes: true,
      credits: true,
      storageReads: true,
      storageWrites: true,
      contracts: true,
    },
  })
  return row ?? undefined
}

/** The access sets of a block's transactions, in their order; undefined where none are stored. */
export async function findBlockAccess(
  db: PrismaClient,
  chainId: bigint,
  blockNumber: bigint,
): Promise<AccessSet[] | undefined> {
  const row = await db.blockAccess.findUnique({
    where: { chainId_blockNumber: { chainId, blockNumber } },
    select: { data: true },
  })
  return row ? decodeAccess(row.data) : undefined
}

/** Variable names of a block's storage keys, as far as they are known. */
export async function getKeyLabels(
  db: PrismaClient,
  chainId: bigint,
  blockNumber: bigint,
): Promise<Map<StateKey, string>> {
  const rows = await db.hotKey.findMany({
    where: { chainId, blockNumber, kind: 'storage', label: { not: null } },
    distinct: ['address', 'slot'],
    select: { address: true, slot: true, label: true },
  })
  return new Map(
    rows.flatMap(({ address, slot, label }): [StateKey, string][] =>
      slot && label ? [[`s:${hexOf(address)}:${hexOf(slot)}`, label]] : [],
    ),
  )
}

/** The module that each contract belonged to in a block, and what the registry calls it; the others are left out. */
export async function getOwners(
  db: PrismaClient,
  chainId: bigint,
  contracts: Iterable<string>,
  blockNumber: bigint,
): Promise<Map<string, { moduleId: string; label: string }>> {
  const rows = await db.moduleContract.findMany({
    where: { chainId, contract: { in: [...contracts].map(bytesOf) }, fromBlock: { lte: blockNumber } },
    orderBy: [{ blockNumber: 'desc' }, { logIndex: 'desc' }],
    distinct: ['contract'],
    select: { contract: true, moduleId: true, label: true, added: true },
  })
  return new Map(
    rows.flatMap(({ contract, moduleId, label, added }) =>
      added ? [[hexOf(contract), { moduleId, label }] as const] : [],
    ),
  )
}
