import type { View } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { type CoAccessRange, findExtent } from '@/lib/db/read/co-access'
import { getLabels, type Labels } from '@/lib/db/read/labels'
import { getAssignment, getModules } from '@/lib/db/read/modules'
import { type Discovery, discoverModules } from '@/lib/parallelism/discover'
import { nameModules, type SuggestedName } from '@/lib/parallelism/discovery/name-modules'
import type { Earlier } from '@/lib/parallelism/discovery/stable-ids'
import { closest, compare, contractsByModule, type Declared } from './compare'
import { endOfRange, readRanges } from './range'
import { remembered } from './remembered'

/** A suggested module with what it is called, and the declared module that is most like it. */
export type NamedModule = Discovery['modules'][number] &
  SuggestedName & {
    /** by the Jaccard index over the contracts that the range touches */
    closest: { moduleId: string; overlap: number } | undefined
  }

/** Modules suggested for a range of blocks. */
export interface DiscoveryData {
  range: Omit<CoAccessRange, 'transactions'> & { transactions: number }
  discovery: Discovery
  modules: NamedModule[]
  declared: Declared | undefined
  /** the module that a contract is declared for, at the end of the range */
  declaredOf: (contract: string) => string | undefined
  labels: Labels
}

/** What follows from the blocks alone, whatever anything is called. */
interface Computed {
  now: CoAccessRange
  discovery: Discovery
  before: Discovery | undefined
}

const memory = remembered<Computed | undefined>(8)

/** Reads a view's range and suggests modules for it; undefined where nothing is known of what its transactions touched. */
export async function loadDiscovery(
  db: PrismaClient,
  chainId: bigint,
  range: View['range'],
): Promise<DiscoveryData | undefined> {
  const asked = await endOfRange(db, chainId, range)
  if (asked === undefined) return undefined
  const stands = await findExtent(db, chainId, asked)
  const key = [chainId, asked.from, asked.to, asked.blocks, stands.blocks, stands.hash].join()
  const computed = await memory(key, () => compute(db, chainId, asked))
  if (computed === undefined) return undefined
  const { now, discovery, before } = computed
  const [assignment, registered] = await Promise.all([
    getAssignment(db, chainId, now.to),
    getModules(db, chainId),
  ])
  const hottest = discovery.modules.flatMap(({ members }) => members.map(({ contract }) => contract))
  const labels = await getLabels(db, chainId, hottest)
  const labelOf = (contract: string) => labels.get(contract)
  const names = nameModules({
    modules: discovery.modules.map(({ members }) => members),
    labelOf,
    earlier: [configured(assignment), nameBefore(before, labelOf)],
    taken: registered.flatMap(({ moduleId, origin }) => (origin === 'registry' ? [moduleId] : [])),
  })
  const declaredOf = (contract: string) => assignment.get(contract)?.moduleId
  const touched = contractsByModule(now, declaredOf)
  const { transactions, ...rest } = now
  return {
    range: { ...rest, transactions: transactions.length },
    discovery,
    modules: discovery.modules.map((module, at) => {
      const name = names[at] ?? { id: '', name: '', match: undefined }
      return { ...module, ...name, closest: closest(module, touched) }
    }),
    declared: touched.size === 0 ? undefined : compare(now, discovery, declaredOf),
    declaredOf,
    labels,
  }
}

async function compute(
  db: PrismaClient,
  chainId: bigint,
  asked: Parameters<typeof readRanges>[2],
): Promise<Computed | undefined> {
  const ranges = await readRanges(db, chainId, asked)
  if (ranges === undefined) return undefined
  const { now, before } = ranges
  return {
    now,
    discovery: discoverModules(now.transactions),
    before: before && discoverModules(before.transactions),
  }
}

/** Modules of a file: their ids are the file's own to give again. */
function configured(assignment: ReadonlyMap<string, { moduleId: string; origin: string }>): Earlier[] {
  const members = new Map<string, string[]>()
  for (const [contract, { moduleId, origin }] of assignment) {
    if (origin !== 'configuration') continue
    members.set(moduleId, [...(members.get(moduleId) ?? []), contract])
  }
  return [...members].map(([id, contracts]) => ({ id, members: contracts }))
}

/** What the modules of the range before would be called by themselves. */
function nameBefore(
  before: Discovery | undefined,
  labelOf: (contract: string) => string | undefined,
): Earlier[] {
  if (before === undefined) return []
  const modules = before.modules.map(({ members }) => members)
  const names = nameModules({ modules, labelOf, earlier: [], taken: [] })
  return names.map(({ id }, at) => ({ id, members: (modules[at] ?? []).map(({ contract }) => contract) }))
}
