/** Even ticks from 0 to at least `highest`, 4 to 6 of them, in steps of 1, 2, 2.5 or 5 times a power of ten. */
export function axisTicks(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest > 0 ? highest / 4 : 0.25))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((width) => highest / width <= 5) ?? 1
  const count = Math.max(1, Math.ceil(highest / step - 1e-9))
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}

/** An axis that multiplies by the same factor over the same length. */
export interface RatioAxis {
  bottom: number
  top: number
  ticks: number[]
}

const TOPS = [2, 3, 4, 6, 8, 12] as const

/**
 * The axis of a speedup: a doubling is as high wherever it is, so that one outlier leaves the others their room. It
 * begins at 1, serial execution, or just below the lowest value where that is slower.
 */
export function ratioAxis(lowest: number, highest: number): RatioAxis {
  const bottom = lowest > 0 && lowest < 1 ? lowest * 0.95 : 1
  let scale = 1
  while (highest > 12 * scale) scale *= 2
  const top = (TOPS.find((step) => step * scale >= highest) ?? 12) * scale
  const ticks = top <= 2 ? [1, 1.25, 1.5, 1.75, 2] : top <= 4 ? [1, 1.5, 2, 3, 4] : doublings(top)
  return { bottom, top, ticks: [...below(bottom), ...ticks.filter((tick) => tick <= top)] }
}

/** 1, 2, 4, ... up to a value; every second or third alone where there would be more than seven. */
function doublings(top: number): number[] {
  const all = Array.from({ length: Math.floor(Math.log2(top)) + 1 }, (_, i) => 2 ** i)
  const every = Math.ceil(all.length / 7)
  return all.filter((_, i) => i % every === 0)
}

/** Halves of 1 down to a value, ascending. */
function below(bottom: number): number[] {
  return [0.125, 0.25, 0.5].filter((tick) => tick >= bottom)
}
