'use client'

import { useEffect, useMemo, useRef } from 'react'
import Sigma from 'sigma'
import type { GraphDrawingProps } from './graph-svg'
import { useColours } from './use-colours'
import { CHAIN, type EdgeLook, LINE, type NodeLook, nameOf, nodeOf, webglGraph } from './webgl-graph'

const ACCENT = 'var(--accent)'
const INK = 'var(--ink)'
const FADED = 'var(--hair)'
const UNREAD = '#888888'

/** A component's graph on the graphics processor: for more nodes than SVG moves smoothly. It is dragged to be moved. */
export default function GraphWebgl(props: GraphDrawingProps & { zoom: number }) {
  const { component, drawing, colours, current, point, press, zoom } = props
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef<Sigma<NodeLook, EdgeLook>>(undefined)
  const names = useMemo(() => [...new Set([LINE, CHAIN, ACCENT, INK, FADED, ...colours])], [colours])
  const values = useColours(names)

  useEffect(() => {
    if (!place.current || !values) return
    const graph = webglGraph({ component, drawing, colours }, (name) => values.get(name) ?? UNREAD)
    const renderer = new Sigma<NodeLook, EdgeLook>(graph, place.current, {
      renderLabels: false,
      enableCameraRotation: false,
      enableCameraZooming: false,
      stagePadding: 0,
      minEdgeThickness: 0.75,
      zIndex: true,
      defaultDrawNodeHover: () => undefined,
    })
    renderer.on('enterNode', ({ node }) => point(nodeOf(node)))
    renderer.on('leaveNode', () => point(undefined))
    renderer.on('clickNode', ({ node }) => {
      const pressed = nodeOf(node)
      if (pressed !== undefined) press(pressed)
    })
    shown.current = renderer
    return () => {
      renderer.kill()
      shown.current = undefined
    }
  }, [component, drawing, colours, values, point, press])

  useEffect(() => {
    const renderer = shown.current
    if (!renderer || !values) return
    const value = (name: string) => values.get(name) ?? UNREAD
    const own = current === undefined ? undefined : nameOf(current)
    const graph = renderer.getGraph()
    const near = new Set(own === undefined ? [] : [own, ...graph.neighbors(own)])
    renderer.setSetting('nodeReducer', (node, look) => {
      if (node === own) return { ...look, color: value(INK), size: look.size + 2, zIndex: 2 }
      return own === undefined || near.has(node) ? { ...look, zIndex: 1 } : { ...look, color: value(FADED) }
    })
    renderer.setSetting('edgeReducer', (edge, look) => {
      if (own === undefined) return look
      return graph.extremities(edge).includes(own)
        ? { ...look, color: value(ACCENT), size: 2, zIndex: 1 }
        : { ...look, color: value(FADED) }
    })
  }, [current, values])

  useEffect(() => {
    const camera = shown.current?.getCamera()
    if (!camera || !values) return
    // The wheel scrolls the page: the renderer's own zooming is off but for this.
    camera.enabledZooming = true
    camera.setState(zoom === 1 ? { x: 0.5, y: 0.5, ratio: 1 } : { ratio: 1 / zoom })
    camera.enabledZooming = false
  }, [zoom, values])

  return <div ref={place} className="graph-webgl" style={{ width: drawing.width, height: drawing.height }} />
}
