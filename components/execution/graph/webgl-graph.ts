import { DirectedGraph } from 'graphology'
import { radiusOf } from './component-data'
import type { GraphDrawingProps } from './graph-svg'

export interface NodeLook {
  x: number
  y: number
  size: number
  color: string
}

export interface EdgeLook {
  color: string
  size: number
}

/** CSS colours of what is no node. */
export const LINE = 'var(--hair-strong)'
export const CHAIN = 'var(--ink-2)'

/** The name of a node in the renderer's graph, and the node of a name; the ends of rows have none. */
export const nameOf = (node: number) => `n${node}`
export const nodeOf = (name: string) => (name.startsWith('n') ? Number(name.slice(1)) : undefined)

/**
 * A drawing as the renderer wants it: upwards, in colours that it knows (`value` of a CSS colour). An edge into a later
 * row is two: to the right end of its row, and from the left end of the other.
 */
export function webglGraph(
  { component, drawing, colours }: Pick<GraphDrawingProps, 'component' | 'drawing' | 'colours'>,
  value: (colour: string) => string,
): DirectedGraph<NodeLook, EdgeLook> {
  const graph = new DirectedGraph<NodeLook, EdgeLook>()
  const at = (node: number) => ({ x: drawing.x[node] ?? 0, y: -(drawing.y[node] ?? 0) })
  component.transactions.forEach((_, node) => {
    const size = radiusOf(component.weight[node] ?? 0, drawing.radius)
    graph.addNode(nameOf(node), { ...at(node), size, color: value(colours[node] ?? '') })
  })
  const end = (name: string, x: number, y: number) => {
    if (!graph.hasNode(name)) graph.addNode(name, { x, y, size: 0, color: 'rgba(0,0,0,0)' })
    return name
  }
  // The corners keep the scale: without them the renderer would stretch what there is over the whole surface.
  end('corner 0', 0, 0)
  end('corner 1', drawing.width, -drawing.height)
  const chain = new Set(component.chain)
  for (const edge of component.shape.edges) {
    const [from, to] = edge
    const look = chain.has(edge) ? { color: value(CHAIN), size: 1.5 } : { color: value(LINE), size: 0.75 }
    if (drawing.row[from] === drawing.row[to]) {
      graph.addEdge(nameOf(from), nameOf(to), look)
      continue
    }
    graph.mergeEdge(nameOf(from), end(`right ${from}`, drawing.width, at(from).y), look)
    graph.mergeEdge(end(`left ${to}`, 0, at(to).y), nameOf(to), look)
  }
  return graph
}
