'use client'

import { useEffect, useRef } from 'react'
import type { ComponentGraphData } from './component-data'
import { radiusOf } from './component-data'
import type { Drawing } from './fold'
import { graphEdge } from './graph-path'

/** What a renderer of a component's graph is given. */
export interface GraphDrawingProps {
  component: ComponentGraphData
  drawing: Drawing
  /** CSS colour of each node */
  colours: readonly string[]
  /** the node that is told of */
  current: number | undefined
  /** says which node is under the pointer */
  point: (node: number | undefined) => void
  /** the node was pressed */
  press: (node: number) => void
}

/** Below this distance between layers there is no room for indexes beside the nodes. Pixels of radius. */
const NAMED_FROM = 9

/** A component's graph as SVG, up to some hundred nodes. */
export function GraphSvg({ component, drawing, colours, current, point, press }: GraphDrawingProps) {
  const { shape, heaviest, chain, weight, transactions } = component
  const surface = useRef<SVGSVGElement>(null)
  useEffect(() => {
    const element = surface.current
    if (!element) return
    const nodeAt = ({ target }: Event) => {
      const node = target instanceof Element ? target.closest('[data-node]') : null
      return node ? Number(node.getAttribute('data-node')) : undefined
    }
    const move = (event: Event) => point(nodeAt(event))
    const leave = () => point(undefined)
    const click = (event: Event) => {
      const node = nodeAt(event)
      if (node !== undefined) press(node)
    }
    element.addEventListener('pointerover', move)
    element.addEventListener('pointerleave', leave)
    element.addEventListener('click', click)
    return () => {
      element.removeEventListener('pointerover', move)
      element.removeEventListener('pointerleave', leave)
      element.removeEventListener('click', click)
    }
  }, [point, press])
  const path = (edges: GraphDrawingEdges) => edges.map(([from, to]) => graphEdge(drawing, from, to)).join('')
  const own = current === undefined ? [] : shape.edges.filter((edge) => edge.includes(current))
  const near = new Set(own.flat())
  const radius = (node: number) => radiusOf(weight[node] ?? 0, drawing.radius)
  return (
    <svg
      ref={surface}
      width={drawing.width}
      height={drawing.height}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      className={current === undefined ? undefined : 'told'}
      aria-hidden="true"
    >
      <path className="edge" d={path(shape.edges)} />
      <path className="edge chain" d={path(chain)} />
      <path className="edge earlier" d={path(own.filter(([, to]) => to === current))} />
      <path className="edge later" d={path(own.filter(([from]) => from === current))} />
      {transactions.map((transaction, node) => (
        <g
          key={transaction}
          className={node === current ? 'node own' : near.has(node) ? 'node near' : 'node'}
          transform={`translate(${drawing.x[node]} ${drawing.y[node]})`}
          data-node={node}
        >
          <circle className="reach" r={drawing.radius + 2} />
          <circle r={radius(node)} style={{ fill: colours[node] }} data-chain={heaviest[node]} />
          {drawing.radius >= NAMED_FROM && (
            <text x={radius(node) + 4} dominantBaseline="central">
              {transaction}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

type GraphDrawingEdges = ComponentGraphData['shape']['edges']
