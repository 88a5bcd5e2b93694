import type { GraphLayout } from './layout'

/** A layout on a surface. Pixels; the points are the middles of the nodes. */
export interface Drawing {
  x: number[]
  y: number[]
  width: number
  height: number
  /** radius of the largest node */
  radius: number
  /** the row of each node, from 0: layers run from left to right, and go on in the next row as text does */
  row: number[]
}

const WIDEST = 96
const NARROWEST = 16
/** Layers closer than this are folded before they are closed up further. */
const ROOMY = 56
/** Rows are closed up until they are no higher than this together. Pixels. */
const HIGHEST = 520
/** Room of a node across the layers: a part of the distance between layers, and at most so many pixels. */
const ACROSS = 0.62
const MOST_ACROSS = 32

/**
 * Folds the layers of a layout into rows of a width, at the largest scale at which it is at most 520 pixels high: a
 * chain of a thousand transactions is otherwise a line that nobody can see.
 */
export function foldLayout(layout: GraphLayout, width: number): Drawing {
  let pitch = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(width / Math.max(1, layout.layers))))
  if (pitch < ROOMY) pitch = ROOMY
  while (pitch > NARROWEST && heightAt(layout, width, pitch) > HIGHEST) pitch -= 2
  const perRow = layersInRow(width, pitch)
  const cross = acrossOf(pitch)
  const rowHeight = heightOfRow(layout, pitch)
  const row = layout.layer.map((layer) => Math.floor(layer / perRow))
  const rows = Math.max(1, Math.ceil(layout.layers / perRow))
  return {
    x: layout.layer.map((layer) => ((layer % perRow) + 0.5) * pitch),
    y: layout.place.map(
      (place, i) => (row[i] ?? 0) * rowHeight + cross * 0.5 + place * cross + gapOf(pitch) / 2,
    ),
    row,
    width: Math.min(perRow, Math.max(1, layout.layers)) * pitch,
    height: rows * rowHeight,
    radius: Math.min(12, pitch * 0.28),
  }
}

const layersInRow = (width: number, pitch: number) => Math.max(1, Math.floor(width / pitch))
const gapOf = (pitch: number) => Math.min(24, pitch * 0.45)
const acrossOf = (pitch: number) => Math.min(MOST_ACROSS, pitch * ACROSS)
const heightOfRow = ({ across }: GraphLayout, pitch: number) => (across + 1) * acrossOf(pitch) + gapOf(pitch)

function heightAt(layout: GraphLayout, width: number, pitch: number): number {
  return Math.ceil(layout.layers / layersInRow(width, pitch)) * heightOfRow(layout, pitch)
}
