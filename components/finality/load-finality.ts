import { z } from 'zod'
import { durationOf, widthFor } from '@/components/parallelism/time-steps'
import { parseQuery, type Query, TIME_RANGES, type TimeRangeName } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getReorgs, type ReorgRecord } from '@/lib/db/read/chains'
import {
  getHeadSamples,
  getReorgStretches,
  type HeadSample,
  type ReorgStretch,
} from '@/lib/db/read/head-samples'

/** What the finality page shows: samples of the head, and reorganisations, over a stretch of time. */
export interface FinalityData {
  since: bigint
  until: bigint
  /** seconds that a point stands for */
  seconds: bigint
  samples: HeadSample[]
  stretches: ReorgStretch[]
  reorgs: ReorgRecord[]
}

const REORGS = 20

const query = z.object({
  range: z.enum(TIME_RANGES, `must be one of ${TIME_RANGES.join(', ')}`).default('day'),
})

/** The parameter `range`. Throws UserError. */
export function finalityRange(parameters: Query): TimeRangeName {
  return parseQuery(query, parameters).range
}

/** Reads samples and reorganisations of the time of a named length that ends now (unix seconds). */
export async function loadFinality(
  db: PrismaClient,
  chainId: bigint,
  name: TimeRangeName,
  now: number,
): Promise<FinalityData> {
  const duration = durationOf(name)
  const seconds = widthFor({ since: 0n, until: duration })
  const moment = BigInt(Math.floor(now))
  const until = moment - (moment % seconds) + seconds
  const stretch = { since: until - duration, until, seconds }
  const [samples, stretches, reorgs] = await Promise.all([
    getHeadSamples(db, chainId, stretch),
    getReorgStretches(db, chainId, stretch),
    getReorgs(db, chainId, REORGS),
  ])
  return { ...stretch, samples, stretches, reorgs }
}
