import { Registry } from 'prom-client'
import type { PrismaClient } from '../db/generated/client'
import { findParallelismTotal } from '../db/read/metrics'
import { getModuleTotals } from '../db/read/module-metrics'
import { getReorgTotals } from '../db/read/reorg-totals'
import { bucketStart, type Span } from '../db/read/span'
import { type ChainStatus, getChainStatuses } from '../db/read/status'
import { findBlocksWithin } from '../db/read/times'
import { POLICIES } from '../parallelism/types'
import { addChain } from './chain'
import { type Families, familiesOf } from './families'
import { addModules } from './modules'
import { addParallelism, type Window } from './parallelism'

const MINUTE = 60n
const LENGTHS = [
  { window: '1h', seconds: 3600n },
  { window: '1d', seconds: 86_400n },
] as const

/**
 * What the database knows now, as metrics of Prometheus: made anew for each answer, so that no chain or module that is
 * gone stays in it. `now` in unix seconds.
 */
export async function scrapeDatabase(db: PrismaClient, now: number): Promise<Registry> {
  const registry = new Registry()
  const families = familiesOf(registry)
  for (const chain of await getChainStatuses(db, now)) {
    addChain(families, chain, await getReorgTotals(db, chain.chainId))
    for (const { window, span } of await windowsOf(db, chain)) {
      await addWindow(families, db, chain.chainId, window, span)
    }
  }
  return registry
}

/** The newest block, and the hour and the day that end with its minute. */
async function windowsOf(
  db: PrismaClient,
  { chainId, indexedHead, indexedTimestamp }: ChainStatus,
): Promise<{ window: Window; span: Span }[]> {
  if (indexedHead === undefined || indexedTimestamp === undefined) return []
  const until = bucketStart(indexedTimestamp, MINUTE) + MINUTE
  const times = LENGTHS.map(async ({ window, seconds }) => {
    const time = { since: until - seconds, until }
    const blocks = await findBlocksWithin(db, chainId, time)
    return blocks ? [{ window, span: { ...blocks, time } }] : []
  })
  const newest = { window: 'block' as const, span: { from: indexedHead, to: indexedHead } }
  return [newest, ...(await Promise.all(times)).flat()]
}

async function addWindow(
  families: Families,
  db: PrismaClient,
  chainId: bigint,
  window: Window,
  span: Span,
): Promise<void> {
  await Promise.all(
    POLICIES.map(async (policy) => {
      const [total, modules] = await Promise.all([
        findParallelismTotal(db, chainId, policy, span),
        getModuleTotals(db, chainId, policy, span),
      ])
      if (!total) return
      addParallelism(families, chainId, policy, window, total)
      addModules(families, chainId, policy, window, modules)
    }),
  )
}
