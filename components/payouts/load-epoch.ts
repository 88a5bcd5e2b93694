import { evaluateRule, type RuleTrace } from '@/lib/audit/rule'
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
}

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
  return { program, epoch, regions, rule }
}

/** The audit of an epoch; undefined until it has been made. */
export async function loadAudit(
  db: PrismaClient,
  chainId: bigint,
  { program, epoch }: EpochData,
): Promise<Audit | undefined> {
  return findAudit(db, chainId, program.address, epoch.epoch)
}
