import { evaluateRule, type RuleTrace } from '@/lib/audit/rule'
import { type Suppression, suppressLast } from '@/lib/audit/suppression'
import type { PrismaClient } from '@/lib/db/generated/client'
import { type Audit, findAudit } from '@/lib/db/read/audits'
import { type Epoch, type EpochRegion, findEpoch, getEpochRegions } from '@/lib/db/read/epochs'
import { findProgram, type Program } from '@/lib/db/read/programs'

/** An epoch with its regions, and what the rule makes of them. */
export interface EpochData {
  program: Program
  epoch: Epoch
  regions: EpochRegion[]
  rule: RuleTrace
  /** counts by region that are not told, and what would tell them */
  hidden: Suppression
}

/** Epochs before that the choice of what is not told goes on from. */
const EPOCHS_BACK = 4n

/** Reads an epoch and computes its rule again; undefined where there is no such program or epoch. */
export async function loadEpoch(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  number: bigint,
): Promise<EpochData | undefined> {
  const [program, epoch, regions] = await Promise.all([
    findProgram(db, chainId, address),
    findEpoch(db, chainId, address, number),
    getEpochRegions(db, chainId, address, number),
  ])
  if (!program || !epoch) return undefined
  const rule = evaluateRule({ budget: epoch.budget, cap: epoch.cap, regions })
  return { program, epoch, regions, rule, hidden: await hiddenCounts(db, chainId, address, number, regions) }
}

/** Which counts are left out, as it follows from this epoch and some before it. */
async function hiddenCounts(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  number: bigint,
  regions: readonly EpochRegion[],
): Promise<Suppression> {
  const earlier = await Promise.all(
    Array.from({ length: Number(number > EPOCHS_BACK ? EPOCHS_BACK : number) }, (_, back) =>
      getEpochRegions(db, chainId, address, number - BigInt(back) - 1n),
    ),
  )
  const cells = (of: readonly EpochRegion[]) =>
    of.map(({ region, payments, active, population }) => ({
      region,
      count: payments,
      most: Math.max(Number(active), payments),
      size: population,
    }))
  return suppressLast([...earlier.reverse(), regions].map(cells))
}

/** The regions as others may be told of them: without the counts that are left out, and the sums that would tell them. */
export function toldRegions({ regions, hidden }: Pick<EpochData, 'regions' | 'hidden'>) {
  return regions.map(({ payments, paid, ...region }) =>
    hidden.regions.has(region.region)
      ? { ...region, payments: undefined, paid: undefined }
      : { ...region, payments, paid },
  )
}

/** The audit of an epoch; undefined until it has been made. */
export async function loadAudit(
  db: PrismaClient,
  chainId: bigint,
  { program, epoch }: EpochData,
): Promise<Audit | undefined> {
  return findAudit(db, chainId, program.address, epoch.epoch)
}
