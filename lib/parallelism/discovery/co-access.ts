import { canonicalOrder } from './canonical-order'

/** A transaction as discovery sees it. */
export interface CoAccess {
  /** gas used */
  gas: bigint
  /** contracts that it touched, each once: lower-case 0x hex */
  contracts: readonly string[]
}

/** How often a contract is touched. */
export interface Heat {
  contract: string
  transactions: number
  gas: bigint
}

/** Contracts and how strongly each pair belongs together. Nodes are in an order that does not hang on their addresses. */
export interface CoAccessGraph {
  nodes: Heat[]
  /** pairs of indexes into nodes, the lower one first, ascending */
  edges: { a: number; b: number; weight: number }[]
}

/** Touched together with so many others, a contract says little about where it belongs, and pairs grow by the square. */
export const MOST_TOGETHER = 50
/** A multiple of 1 to 16, so that shares of the usual sizes are whole and their sums exact in any order. */
const UNIT = 720_720

/** Contracts by the gas of the transactions that touch them, hottest first; ties by transactions, then by address. */
export function heatOf(transactions: readonly CoAccess[]): Heat[] {
  const found = new Map<string, Heat>()
  for (const { gas, contracts } of transactions) {
    for (const contract of contracts) {
      const heat = found.get(contract)
      if (heat === undefined) found.set(contract, { contract, transactions: 1, gas })
      else {
        heat.transactions++
        heat.gas += gas
      }
    }
  }
  return [...found.values()].sort(hotter)
}

const hotter = (x: Heat, y: Heat): number =>
  Number(y.gas - x.gas) || y.transactions - x.transactions || (x.contract < y.contract ? -1 : 1)

/**
 * The co-access graph of some contracts. A transaction that touches m of them adds 1 / (m - 1) to the togetherness of
 * each pair among them, so that it gives every contract 1 in all, however many it touches (Newman 2001, Phys. Rev. E 64,
 * 016132). The weight of a pair is the share of its togetherness in all that the one contract has, times its share in all
 * that the other has: c_ij^2 / (c_i c_j), the equivalence index of co-word analysis (Callon et al. 1991, Scientometrics
 * 22). So a hub that everybody touches, a stable coin, holds nobody: to the hub each pair is a small share.
 */
export function coAccessGraph(transactions: readonly CoAccess[], heat: readonly Heat[]): CoAccessGraph {
  const place = new Map(heat.map(({ contract }, at) => [contract, at]))
  const together = new Map<number, number>()
  for (const { contracts } of transactions) {
    const known = contracts.flatMap((contract) => place.get(contract) ?? []).sort((a, b) => a - b)
    if (known.length < 2 || known.length > MOST_TOGETHER) continue
    const share = Math.round(UNIT / (known.length - 1))
    for (const [i, a] of known.entries()) {
      for (const b of known.slice(i + 1)) {
        const pair = a * heat.length + b
        together.set(pair, (together.get(pair) ?? 0) + share)
      }
    }
  }
  const sums = [...together].map(([pair, sum]) => ({
    ...{ a: Math.floor(pair / heat.length), b: pair % heat.length },
    sum,
  }))
  const whole = new Float64Array(heat.length)
  for (const { a, b, sum } of sums) {
    whole[a] = (whole[a] ?? 0) + sum
    whole[b] = (whole[b] ?? 0) + sum
  }
  const pairs = sums.map(({ a, b, sum }) => ({
    a,
    b,
    weight: (sum / (whole[a] ?? 1)) * (sum / (whole[b] ?? 1)),
  }))
  const order = canonicalOrder(heat, pairs)
  const rank = new Map(order.map((at, position) => [at, position]))
  const edges = pairs.map(({ a, b, weight }) => {
    const [x, y] = [rank.get(a) ?? 0, rank.get(b) ?? 0]
    return x < y ? { a: x, b: y, weight } : { a: y, b: x, weight }
  })
  return {
    nodes: order.flatMap((at) => heat[at] ?? []),
    edges: edges.sort((x, y) => x.a - y.a || x.b - y.b),
  }
}
