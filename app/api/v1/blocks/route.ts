import { database } from '@/app/database'
import { getBlocks } from '@/lib/db/read/blocks'
import { UserError } from '@/lib/errors'
import { parseBlockNumber } from '@/lib/format/parse'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { answer } from '../answer'
import { chainOf, limitOf, parsedOf, queryOf } from '../request'

export const dynamic = 'force-dynamic'

/** Stored blocks, newest first: `limit` of them, below `before` or above `after` where one is given. */
export const GET = (request: Request) =>
  answer(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const before = parsedOf(query, 'before', parseBlockNumber, 'a block number')
    const after = parsedOf(query, 'after', parseBlockNumber, 'a block number')
    if (before !== undefined && after !== undefined) {
      throw new UserError('The parameters "before" and "after" exclude each other.')
    }
    const blocks = await getBlocks(database(), chainId, { before, after }, limitOf(query))
    return { chainId, policy: DEFAULT_POLICY, blocks }
  })
