import Graph from 'graphology'
import louvain from 'graphology-communities-louvain'
import type { CoAccessGraph } from './co-access'

/** A partition of a graph's nodes. */
export interface Partition {
  /** number of each node's community, from 0 */
  communities: number[]
  /** weighted modularity, from -1/2 to 1 (Newman and Girvan 2004, Phys. Rev. E 69, 026113) */
  modularity: number
}

/** Searches from different orders of the nodes; the best is kept. */
const SEARCHES = 8

/**
 * Communities by the Louvain method (Blondel et al. 2008, J. Stat. Mech. P10008), the best of several searches by
 * modularity. The same graph and seed give the same partition. Nodes without an edge are communities of their own.
 * @param resolution above 1 for more and smaller communities (Reichardt and Bornholdt 2006)
 */
export function findCommunities(graph: CoAccessGraph, seed: number, resolution = 1): Partition {
  if (graph.edges.length === 0) return { communities: graph.nodes.map((_, at) => at), modularity: 0 }
  const undirected = new Graph({ type: 'undirected' })
  for (const at of graph.nodes.keys()) undirected.addNode(String(at))
  for (const { a, b, weight } of graph.edges) undirected.addEdge(String(a), String(b), { weight })
  let best: Partition | undefined
  for (let search = 0; search < SEARCHES; search++) {
    const rng = mulberry32(seed + search)
    const found = louvain.detailed(undirected, { getEdgeWeight: 'weight', resolution, rng })
    if (best === undefined || found.modularity > best.modularity) {
      const communities = graph.nodes.map((_, at) => found.communities[String(at)] ?? -1)
      best = { communities, modularity: found.modularity }
    }
  }
  return best ?? { communities: [], modularity: 0 }
}

/** A small generator of pseudo-random numbers in [0, 1): Mulberry32 (Ettinger 2017), by 32-bit integers alone. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
