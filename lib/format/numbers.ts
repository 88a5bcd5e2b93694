/** An integer with thousands separated by commas: 1234567 -> "1,234,567". */
export function integer(value: bigint | number): string {
  return value.toLocaleString('en-US')
}

/**
 * A whole number of a token's smallest unit as a decimal, exact unless `places` cuts it: then it is rounded down and
 * the cut is not marked. `amount(1500000n, 6)` -> "1.5".
 */
export function amount(value: bigint, decimals: number, places = decimals): string {
  const negative = value < 0n
  const digits = (negative ? -value : value).toString().padStart(decimals + 1, '0')
  const whole = integer(BigInt(digits.slice(0, digits.length - decimals)))
  const fraction = digits
    .slice(digits.length - decimals, digits.length - decimals + places)
    .replace(/0+$/, '')
  return `${negative ? '−' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/**
 * The same with always as many digits after the point (`places`, or all of the token's where it has fewer), rounded
 * down: a column of them is aligned. `fixedAmount(1500000n, 6, 2)` -> "1.50".
 */
export function fixedAmount(value: bigint, decimals: number, places: number): string {
  const digits = Math.min(places, decimals)
  const [whole = '', fraction = ''] = amount(value, decimals, digits).split('.')
  return digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, '0')}`
}

/** A share as a percentage: `percent(1n, 3n)` -> "33.3%". A share of nothing is "–". */
export function percent(part: bigint | number, whole: bigint | number, places = 1): string {
  return Number(whole) === 0 ? '–' : `${((Number(part) / Number(whole)) * 100).toFixed(places)}%`
}

/** A ratio for display: `ratio(30n, 12n)` -> "2.50". A ratio to nothing is "–". */
export function ratio(part: bigint | number, whole: bigint | number, places = 2): string {
  return Number(whole) === 0 ? '–' : (Number(part) / Number(whole)).toFixed(places)
}

/** Below this a figure is short enough as it is. */
const SCALED_FROM = 1e4
const scales = [
  { from: 1e12, by: 1e12, unit: 'T' },
  { from: 1e9, by: 1e9, unit: 'G' },
  { from: 1e6, by: 1e6, unit: 'M' },
  { from: SCALED_FROM, by: 1e3, unit: 'k' },
] as const

/** Three significant figures and a scale, for figures that are read and not copied: 14230 -> "14.2 k". */
export function scaled(value: bigint | number): string {
  const number = Number(value)
  // Rounded first, so that 999,999 is 1.00 M and not 1000 k.
  const rounded = Number(number.toPrecision(3))
  const scale =
    Math.abs(number) < SCALED_FROM ? undefined : scales.find(({ from }) => Math.abs(rounded) >= from)
  if (scale) {
    const scaledDown = rounded / scale.by
    return `${scaledDown >= 1000 ? integer(scaledDown) : scaledDown.toPrecision(3)} ${scale.unit}`
  }
  if (Number.isInteger(number)) return integer(number)
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3)
}

/** Bytes: 1234 -> "1,234 B", 123456 -> "121 kB" (1 kB = 1,024 B). */
export function bytes(value: number): string {
  return value < 10_240 ? `${integer(value)} B` : `${integer(Math.round(value / 1024))} kB`
}
