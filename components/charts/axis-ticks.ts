/** Even ticks from 0 to at least `highest`, 4 to 6 of them, in steps of 1, 2, 2.5 or 5 times a power of ten. */
export function axisTicks(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest > 0 ? highest / 4 : 0.25))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((width) => highest / width <= 5) ?? 1
  const count = Math.max(1, Math.ceil(highest / step - 1e-9))
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}
