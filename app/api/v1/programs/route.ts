import { database } from '@/app/database'
import { getPrograms } from '@/lib/db/read/programs'
import { answer } from '../answer'
import { chainOf, queryOf } from '../request'

export const dynamic = 'force-dynamic'

/** All programs of a chain: what they budgeted and paid in their token's smallest unit, and their last audit. */
export const GET = (request: Request) =>
  answer(async () => {
    const { chainId } = await chainOf(queryOf(request))
    return { chainId, programs: await getPrograms(database(), chainId) }
  })
