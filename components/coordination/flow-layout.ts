/** Messages from one end to another. */
export interface Flow {
  from: string
  to: string
  /** what its width means */
  size: number
  /** share of it that failed, 0 to 1 */
  failed: number
}

/** A bar at the left or the right. Pixels from the top. */
export interface FlowEnd {
  id: string
  size: number
  top: number
  height: number
}

/** A flow from a place at the left to one at the right. Pixels from the top; `height` at both ends. */
export interface FlowBand extends Flow {
  top: number
  bottom: number
  height: number
}

export interface FlowLayout {
  left: FlowEnd[]
  right: FlowEnd[]
  bands: FlowBand[]
  height: number
}

/** Room for the two lines of an end's name, so that names never touch. Pixels. */
const NAME = 34
const GAP = 8
/** Pixels of all flows together. */
const FLOWS = 300

/**
 * Lays flows out between two columns of bars: callers at the left, callees at the right, both in the order of `order`.
 * A flow is as high as its part of all, and no flow is thinner than a pixel.
 */
export function flowLayout(flows: readonly Flow[], order: (id: string) => number): FlowLayout {
  const total = flows.reduce((sum, { size }) => sum + size, 0)
  const heightOf = (size: number) => (total === 0 ? 0 : Math.max(1, (size / total) * FLOWS))
  const byOrder = (a: string, b: string) => order(a) - order(b) || (a < b ? -1 : a > b ? 1 : 0)
  const sorted = flows.toSorted((a, b) => byOrder(a.from, b.from) || byOrder(a.to, b.to))
  const column = (end: 'from' | 'to') => {
    let top = 0
    return [...new Set(sorted.map((flow) => flow[end]))].sort(byOrder).map((id): FlowEnd => {
      const own = sorted.filter((flow) => flow[end] === id)
      const height = own.reduce((sum, { size }) => sum + heightOf(size), 0)
      const placed = { id, size: own.reduce((sum, { size }) => sum + size, 0), top, height }
      top += Math.max(NAME, height) + GAP
      return placed
    })
  }
  const [left, right] = [column('from'), column('to')]
  const filled = new Map<FlowEnd, number>()
  const take = (end: FlowEnd | undefined, height: number) => {
    if (end === undefined) return 0
    const used = filled.get(end) ?? 0
    filled.set(end, used + height)
    return end.top + used
  }
  const bands = sorted.map((flow): FlowBand => {
    const height = heightOf(flow.size)
    const top = take(
      left.find(({ id }) => id === flow.from),
      height,
    )
    return { ...flow, height, top, bottom: 0 }
  })
  // At the right they arrive in the order of where they come from, so that few cross.
  for (const band of bands)
    band.bottom = take(
      right.find(({ id }) => id === band.to),
      band.height,
    )
  const lowest = [...left, ...right].reduce(
    (most, { top, height }) => Math.max(most, top + Math.max(NAME, height)),
    0,
  )
  return { left, right, bands, height: lowest }
}

/** The outline of a flow over a width, or of a part of it from its upper edge: `part` of its height, 0 to 1. */
export function bandPath({ top, bottom, height }: FlowBand, width: number, part = 1): string {
  const round = (value: number) => Math.round(value * 100) / 100
  const [a, b, h, middle] = [round(top), round(bottom), round(height * part), round(width / 2)]
  return `M0 ${a}C${middle} ${a} ${middle} ${b} ${width} ${b}v${h}C${middle} ${round(b + h)} ${middle} ${round(a + h)} 0 ${round(a + h)}z`
}
