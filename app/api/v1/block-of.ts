import { z } from 'zod'
import { parseQuery, type Query } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { type BlockRecord, findBlock } from '@/lib/db/read/blocks'
import { UserError } from '@/lib/errors'
import { parseBlockNumber, parseHash } from '@/lib/format/parse'

const parameter = z.object({ block: z.string('must be the number or the hash of a block') })

/** The block that a request names by number or hash in `block`. Throws UserError where there is none. */
export async function blockOf(db: PrismaClient, chainId: bigint, query: Query): Promise<BlockRecord> {
  const { block: asked } = parseQuery(parameter, query)
  const id = parseHash(asked) ?? parseBlockNumber(asked)
  if (id === undefined) throw new UserError(`"${asked}" is neither the number nor the hash of a block.`)
  const block = await findBlock(db, chainId, id)
  if (block === undefined) throw new UserError(`The block ${asked} is not in this database.`)
  return block
}
