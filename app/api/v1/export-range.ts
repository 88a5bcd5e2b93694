import type { PrismaClient } from '@/lib/db/generated/client'
import { type ExportRange, storedRange } from '@/lib/db/read/export-rows'
import { UserError } from '@/lib/errors'
import { parseBlockNumber } from '@/lib/format/parse'
import { parsedOf } from './request'

type Query = Parameters<typeof parsedOf>[0]

/** The blocks of an export: all that are stored, or those from `from` to `to`. Throws UserError. */
export async function rangeOf(db: PrismaClient, chainId: bigint, query: Query): Promise<ExportRange> {
  const stored = await storedRange(db, chainId)
  if (stored === undefined) throw new UserError(`No block of chain ${chainId} is stored yet.`)
  const from = parsedOf(query, 'from', parseBlockNumber, 'a block number') ?? stored.from
  const to = parsedOf(query, 'to', parseBlockNumber, 'a block number') ?? stored.to
  if (from > to) throw new UserError('The parameter "from" must not be above "to".')
  if (from < stored.from || to > stored.to)
    throw new UserError(`Blocks ${stored.from} to ${stored.to} are stored: ask for a range among them.`)
  return { from, to }
}
