import { splitKey } from '@/lib/parallelism/keys'
import type { StateKey } from '@/lib/parallelism/types'
import type { PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import type { BlockRange } from './metrics'

/** Variable names of some storage keys, as the hot keys of a range of blocks have them. */
export async function getVariableNames(
  db: PrismaClient,
  chainId: bigint,
  keys: readonly StateKey[],
  { from, to }: BlockRange,
): Promise<Map<StateKey, string>> {
  const slots = keys.map(splitKey).filter(({ slot }) => slot !== undefined)
  if (slots.length === 0) return new Map()
  const rows = await db.hotKey.findMany({
    where: {
      chainId,
      blockNumber: { gte: from, lte: to },
      kind: 'storage',
      label: { not: null },
      address: { in: [...new Set(slots.map(({ address }) => address))].map(bytesOf) },
      slot: { in: slots.map(({ slot = '' }) => bytesOf(slot)) },
    },
    distinct: ['address', 'slot'],
    select: { address: true, slot: true, label: true },
  })
  return new Map(
    rows.flatMap(({ address, slot, label }): [StateKey, string][] =>
      slot && label ? [[`s:${hexOf(address)}:${hexOf(slot)}`, label]] : [],
    ),
  )
}
