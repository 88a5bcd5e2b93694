import { database } from '@/app/database'
import { findRecentActivity, getLatestEpochs } from '@/lib/db/read/overview'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { answer } from '../answer'
import { chainOf, limitOf, queryOf } from '../request'

export const dynamic = 'force-dynamic'

/** Blocks that "now" looks back over, as on the page. */
const RECENT_BLOCKS = 100

/** The chain now: its state, sums over its last 100 blocks with their parallelism, and the last `limit` epochs. */
export const GET = (request: Request) =>
  answer(async () => {
    const query = queryOf(request)
    const chain = await chainOf(query)
    const limit = limitOf(query)
    const db = database()
    const [recent, epochs] = await Promise.all([
      findRecentActivity(db, chain.chainId, RECENT_BLOCKS),
      getLatestEpochs(db, chain.chainId, limit),
    ])
    return { chainId: chain.chainId, chain, recent: recent && { policy: DEFAULT_POLICY, ...recent }, epochs }
  })
