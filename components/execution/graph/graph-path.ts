import type { Drawing } from './fold'

const round = (pixels: number) => Math.round(pixels * 10) / 10

/**
 * An edge as a path. Into a later row it goes on at the left, as text does: a stub to the right edge, and one from the
 * left.
 */
export function graphEdge(drawing: Drawing, from: number, to: number): string {
  const { x, y, row, width } = drawing
  const [x1, y1, x2, y2] = [x[from] ?? 0, y[from] ?? 0, x[to] ?? 0, y[to] ?? 0].map(round)
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return ''
  if (row[from] === row[to]) {
    const bend = round(Math.min(60, (x2 - x1) / 2))
    return y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
  }
  return `M${x1} ${y1}H${round(width)}M0 ${y2}H${x2}`
}
