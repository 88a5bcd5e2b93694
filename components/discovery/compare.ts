import type { CoAccessRange } from '@/lib/db/read/co-access'
import type { Discovery } from '@/lib/parallelism/discover'
import { type GasShares, gasShares } from '@/lib/parallelism/discovery/gas-shares'
import { adjustedRandIndex } from '@/lib/parallelism/discovery/rand-index'

/** How the declared modules compare with the suggested ones. */
export interface Declared {
  shares: GasShares
  /** adjusted Rand index over the contracts that a module declares and the range touches */
  randIndex: number
  /** how many these are */
  contracts: number
}

type DeclaredOf = (contract: string) => string | undefined

/** The contracts of each declared module that a range touches. */
export function contractsByModule(
  { transactions }: CoAccessRange,
  declaredOf: DeclaredOf,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { contracts } of transactions) {
    for (const contract of contracts) {
      const module = declaredOf(contract)
      if (module === undefined) continue
      const members = found.get(module)
      if (members === undefined) found.set(module, new Set([contract]))
      else members.add(contract)
    }
  }
  return found
}

/** The shares of gas between the declared modules, and how far the suggestion agrees with them. */
export function compare(range: CoAccessRange, discovery: Discovery, declaredOf: DeclaredOf): Declared {
  const suggested = new Map(
    discovery.modules.flatMap(({ members }, at) =>
      members.map(({ contract }) => [contract, `${at}`] as const),
    ),
  )
  const contracts = [...contractsByModule(range, declaredOf).values()].flatMap((members) => [...members])
  return {
    shares: gasShares(range.transactions, declaredOf),
    randIndex: adjustedRandIndex(
      contracts.map((contract) => declaredOf(contract) ?? ''),
      // What is not suggested for any module stands alone.
      contracts.map((contract) => suggested.get(contract) ?? contract),
    ),
    contracts: contracts.length,
  }
}

/** The declared module that shares most with a suggested one: the contracts of both over those of either. */
export function closest(
  { members }: { members: readonly { contract: string }[] },
  declared: ReadonlyMap<string, ReadonlySet<string>>,
): { moduleId: string; overlap: number } | undefined {
  let best: { moduleId: string; overlap: number } | undefined
  for (const [moduleId, contracts] of declared) {
    const both = members.filter(({ contract }) => contracts.has(contract)).length
    const overlap = both / (members.length + contracts.size - both)
    if (both > 0 && (best === undefined || overlap > best.overlap)) best = { moduleId, overlap }
  }
  return best
}
