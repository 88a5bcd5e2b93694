import type { Bar } from './timeline-layout'

/** Units of the drawing across its width: about eleven a pixel on a wide screen. */
export const WIDTH = 12_000

/** Gas as a distance from the left edge of the drawing. */
export type Scale = (gas: number) => number

/** Maps 0 to `makespan` onto the drawing, magnified `zoom` times. */
export function scaleOf(makespan: number, zoom: number): Scale {
  const unit = makespan === 0 ? 0 : (WIDTH * zoom) / makespan
  return (gas) => Math.round(gas * unit)
}

const round = (pixels: number) => Math.round(pixels * 100) / 100

/** Bars as one path, with a hair of ground between neighbours wherever they are wide enough for it. */
export function barPath(bars: Iterable<Pick<Bar, 'start' | 'end' | 'top' | 'height'>>, x: Scale): string {
  let path = ''
  for (const { start, end, top, height } of bars) {
    const left = x(start)
    const width = x(end) - left
    const drawn = Math.max(2, Math.round(width - Math.min(9, width * 0.25)))
    path += `M${left} ${round(top)}h${drawn}v${round(height)}h-${drawn}z`
  }
  return path
}

/** A line from the end of one bar to the start of another. */
export function edgePath(from: Bar, to: Bar, x: Scale): string {
  const [x1, y1] = [x(from.end), round(from.top + from.height / 2)]
  const [x2, y2] = [x(to.start), round(to.top + to.height / 2)]
  const bend = Math.max(60, Math.round((x2 - x1) / 2))
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

/** The heaviest chain: a stripe at the foot of each of its bars, and a line from each to the next. */
export function chainPath(chain: readonly Bar[], x: Scale): { stripes: string; links: string } {
  const STRIPE = 3
  const stripes = barPath(
    chain.map(({ start, end, top, height }) => {
      const thick = Math.min(STRIPE, height / 3)
      return { start, end, top: top + height - thick, height: thick }
    }),
    x,
  )
  const links = chain.slice(1).map((to, i) => {
    const from = chain[i]
    if (!from || (from.top === to.top && x(to.start) - x(from.end) < 12)) return ''
    const foot = (bar: Bar) => round(bar.top + bar.height - Math.min(STRIPE, bar.height / 3) / 2)
    return `M${x(from.end)} ${foot(from)}L${x(to.start)} ${foot(to)}`
  })
  return { stripes, links: links.join('') }
}
