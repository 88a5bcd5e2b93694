import { database } from '@/app/database'
import { getTransactions } from '@/lib/db/read/transactions'
import { UserError } from '@/lib/errors'
import { parsePosition } from '@/lib/format/position'
import { answer } from '../answer'
import { chainOf, limitOf, parsedOf, queryOf } from '../request'

export const dynamic = 'force-dynamic'

const PLACE = 'a place on the chain: BLOCK.INDEX'

/** Transactions, newest first: `limit` of them, before or after a place (`BLOCK.INDEX`) where one is given. */
export const GET = (request: Request) =>
  answer(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const before = parsedOf(query, 'before', parsePosition, PLACE)
    const after = parsedOf(query, 'after', parsePosition, PLACE)
    if (before !== undefined && after !== undefined) {
      throw new UserError('The parameters "before" and "after" exclude each other.')
    }
    const transactions = await getTransactions(database(), chainId, { before, after, limit: limitOf(query) })
    return { chainId, transactions }
  })
