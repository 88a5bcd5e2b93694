import { database } from '@/app/database'
import { getChainStatuses } from '@/lib/db/read/status'
import { answer } from '../answer'

export const dynamic = 'force-dynamic'

/** The state of every chain: `{"chains": [{"chainId", "head", "indexedHead", "state", ...}]}`. */
export const GET = () =>
  answer(async () => ({ chains: await getChainStatuses(database(), Date.now() / 1000) }))
