import { type CoAccess, type CoAccessGraph, coAccessGraph, type Heat, heatOf } from './discovery/co-access'
import { findCommunities } from './discovery/communities'
import { type GasShares, gasShares } from './discovery/gas-shares'

export interface DiscoveryOptions {
  /** of the pseudo-random numbers of the search */
  seed?: number
  /** above 1 for more and smaller modules */
  resolution?: number
  /** contracts that are looked at, hottest first; the others stay unassigned */
  mostContracts?: number
  /** modules that are suggested, by gas; the others stay unassigned */
  mostModules?: number
}

export const DISCOVERY: Required<DiscoveryOptions> = {
  seed: 1,
  resolution: 1,
  mostContracts: 2000,
  mostModules: 40,
}

/** A set of contracts that transactions touch together: a suggestion, which nobody has declared. */
export interface SuggestedModule {
  /** hottest first */
  members: Heat[]
  /** of all transactions that touch a member */
  transactions: number
  gas: bigint
  /** of those of them that touch nothing else */
  insideGas: bigint
  /** share of the weight of its members' pairs that is between two members; undefined where they have no pair */
  cohesion: number | undefined
}

export interface Discovery {
  /** by gas, largest first */
  modules: SuggestedModule[]
  /** of the partition of all contracts looked at */
  modularity: number
  shares: GasShares
  /** contracts that the transactions touch */
  contracts: number
  /** of them, looked at */
  considered: number
  /** communities found, the ones that are too small to suggest included */
  communities: number
}

/** What a single transaction did together is no pattern. */
const LEAST_TRANSACTIONS = 2
/** A contract that shares its community with no other is a module only where so much of the gas is its own. */
const LEAST_GAS_ALONE = 0.01

/**
 * Suggests modules for the transactions of a range: communities of the co-access graph. The order of the transactions and
 * of their contracts changes nothing, the same input gives the same output (docs/modules.md has the method and its limits).
 */
export function discoverModules(
  transactions: readonly CoAccess[],
  options: DiscoveryOptions = {},
): Discovery {
  const { seed, resolution, mostContracts, mostModules } = { ...DISCOVERY, ...options }
  const heat = heatOf(transactions)
  const graph = coAccessGraph(transactions, heat.slice(0, mostContracts))
  const { communities, modularity } = findCommunities(graph, seed, resolution)
  const rank = new Map(heat.map(({ contract }, at) => [contract, at]))
  const groups = new Map<number, Heat[]>()
  for (const [at, node] of graph.nodes.entries()) {
    const group = groups.get(communities[at] ?? -1)
    if (group === undefined) groups.set(communities[at] ?? -1, [node])
    else group.push(node)
  }
  const cohesionOf = cohesions(graph, communities)
  const found = [...groups].map(([number, members]) => ({
    cohesion: cohesionOf(number),
    members: members.sort((x, y) => (rank.get(x.contract) ?? 0) - (rank.get(y.contract) ?? 0)),
  }))
  const figures = touching(transactions, found)
  const all = transactions.reduce((sum, { gas, contracts }) => sum + (contracts.length > 0 ? gas : 0n), 0n)
  const modules = found
    .map((one, at) => ({ ...one, ...(figures[at] ?? { transactions: 0, gas: 0n, insideGas: 0n }) }))
    .filter(({ transactions: count }) => count >= LEAST_TRANSACTIONS)
    .filter(({ members, gas }) => members.length > 1 || Number(gas) >= LEAST_GAS_ALONE * Number(all))
    .sort((x, y) => Number(y.gas - x.gas) || (first(x) < first(y) ? -1 : 1))
    .slice(0, mostModules)
  const moduleOf = new Map(
    modules.flatMap(({ members }, at) => members.map(({ contract }) => [contract, String(at)] as const)),
  )
  return {
    modules,
    modularity,
    shares: gasShares(transactions, (contract) => moduleOf.get(contract)),
    contracts: heat.length,
    considered: graph.nodes.length,
    communities: groups.size,
  }
}

/** Transactions and gas of those that touch each group, and the gas of those that touch no contract outside it. */
function touching(transactions: readonly CoAccess[], groups: readonly { members: readonly Heat[] }[]) {
  const groupOf = new Map(
    groups.flatMap(({ members }, at) => members.map(({ contract }) => [contract, at] as const)),
  )
  const figures = groups.map(() => ({ transactions: 0, gas: 0n, insideGas: 0n }))
  for (const { gas, contracts } of transactions) {
    const touched = new Set(contracts.map((contract) => groupOf.get(contract) ?? -1))
    for (const at of touched) {
      const figure = figures[at]
      if (figure === undefined) continue
      figure.transactions++
      figure.gas += gas
      if (touched.size === 1) figure.insideGas += gas
    }
  }
  return figures
}

const first = ({ members }: { members: Heat[] }) => members[0]?.contract ?? ''

/** For each community, how much of the weight of its members' pairs is inside. */
function cohesions(
  { edges }: CoAccessGraph,
  communities: readonly number[],
): (community: number) => number | undefined {
  const inside = new Map<number, number>()
  const whole = new Map<number, number>()
  const add = (sums: Map<number, number>, community: number, weight: number) =>
    sums.set(community, (sums.get(community) ?? 0) + weight)
  for (const { a, b, weight } of edges) {
    const [one, other] = [communities[a] ?? -1, communities[b] ?? -1]
    if (one === other) add(inside, one, 2 * weight)
    add(whole, one, weight)
    add(whole, other, weight)
  }
  return (community) => {
    const all = whole.get(community)
    return all === undefined ? undefined : (inside.get(community) ?? 0) / all
  }
}
