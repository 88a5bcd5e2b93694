import {
  coordGreedy,
  decrossTwoLayer,
  graph,
  type Layering,
  sugiyama,
  twolayerAgg,
  twolayerGreedy,
} from 'd3-dag'

/** A connected component of a dependency graph, its transactions numbered from 0 in the order of the block. */
export interface GraphShape {
  nodes: number
  /** earlier, later: earlier < later */
  edges: readonly (readonly [earlier: number, later: number])[]
}

/** Where each node is: its layer, and its place across the layers from 0 to `across`. Both in nodes. */
export interface GraphLayout {
  layer: number[]
  place: number[]
  layers: number
  across: number
}

/** Layers that all edges together may pass: each is a node to the library, and its time grows with them. */
const MOST_STEPS = 20_000

/**
 * Lays a component out in layers: a node's layer is the number of transactions on the longest chain before it. The
 * order inside the layers is the library's two-layer heuristic with greedy placement, whose time is bounded; its
 * defaults (optimal orders, simplex placement) take minutes on some graphs. Where the edges together pass more than
 * 20,000 layers, nodes stand in block order inside their layers. Throws a RangeError on an edge that points backwards.
 */
export function layoutGraph(shape: GraphShape): GraphLayout {
  const layer = layersOf(shape)
  const layers = layer.reduce((most, one) => Math.max(most, one + 1), 0)
  const steps = shape.edges.reduce((sum, [from, to]) => sum + (layer[to] ?? 0) - (layer[from] ?? 0), 0)
  const place = steps > MOST_STEPS ? inBlockOrder(layer) : byLibrary(shape, layer)
  const lowest = Math.min(...place, Number.POSITIVE_INFINITY)
  const settled = place.map((one) => one - (Number.isFinite(lowest) ? lowest : 0))
  return { layer, place: settled, layers, across: settled.reduce((most, one) => Math.max(most, one), 0) }
}

function layersOf({ nodes, edges }: GraphShape): number[] {
  const layer = new Array<number>(nodes).fill(0)
  const earlier: number[][] = Array.from({ length: nodes }, () => [])
  for (const [from, to] of edges) {
    if (from >= to) throw new RangeError(`the dependency of ${to} on ${from} points backwards`)
    earlier[to]?.push(from)
  }
  earlier.forEach((before, node) => {
    layer[node] = before.reduce((deepest, one) => Math.max(deepest, (layer[one] ?? 0) + 1), 0)
  })
  return layer
}

function byLibrary({ nodes, edges }: GraphShape, layer: readonly number[]): number[] {
  const dag = graph<number, undefined>()
  const made = Array.from({ length: nodes }, (_, node) => dag.node(node))
  for (const [from, to] of edges) {
    const [source, target] = [made[from], made[to]]
    if (source && target) dag.link(source, target, undefined)
  }
  // Its own longest-path layers put a transaction that waits for nothing beside the first that waits for it.
  const layering: Layering<number, undefined> = (all) => {
    for (const node of all.nodes()) node.y = layer[node.data] ?? 0
    return Math.max(...layer)
  }
  sugiyama()
    .layering(layering)
    .decross(decrossTwoLayer().order(twolayerGreedy().base(twolayerAgg())))
    .coord(coordGreedy())
    .nodeSize([1, 1])
    .gap([0, 0])(dag)
  return made.map(({ x }) => x)
}

function inBlockOrder(layer: readonly number[]): number[] {
  const filled = new Map<number, number>()
  return layer.map((at) => {
    const place = filled.get(at) ?? 0
    filled.set(at, place + 1)
    return place
  })
}
