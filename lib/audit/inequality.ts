import type { AmountGroup } from './fairness'
import { exp, ln, squareRoot, UNIT } from './fixed-point'

/** The measures of this file are fixed-point numbers (`fixed-point.ts`). */
export interface Theil {
  total: bigint
  /** between regions: what would be left if each region shared its sum evenly */
  between: bigint
  /** within regions: total - between */
  within: bigint
}

/**
 * Theil's T, the mean of (x / mean) * ln(x / mean), zero for those who received nothing (Theil 1967), and its parts by region.
 * undefined where nobody received anything.
 */
export function theil(regions: readonly (readonly AmountGroup[])[]): Theil | undefined {
  const sums = regions.map(sumsOf)
  const people = sums.reduce((total, region) => total + region.people, 0n)
  const amount = sums.reduce((total, region) => total + region.amount, 0n)
  if (amount === 0n) return undefined
  let total = 0n
  for (const group of regions.flat()) total += part(group.amount, group.people, amount, people)
  let between = 0n
  for (const region of sums) {
    if (region.amount === 0n) continue
    between += (region.amount * ln(region.amount * people, amount * region.people)) / amount
  }
  return { total, between, within: total - between }
}

/** people * (x / sum) * ln(x * n / sum) */
function part(x: bigint, people: bigint, sum: bigint, n: bigint): bigint {
  return x === 0n ? 0n : (people * x * ln(x * n, sum)) / sum
}

/**
 * Atkinson's index for an aversion of 1/2: 1 - (mean of the square roots)^2 / mean (Atkinson 1970). undefined where nobody
 * received anything.
 */
export function atkinsonHalf(groups: readonly AmountGroup[]): bigint | undefined {
  const { people, amount } = sumsOf(groups)
  if (amount === 0n) return undefined
  let roots = 0n
  for (const group of groups)
    roots += group.people * squareRoot((group.amount * people * UNIT * UNIT) / amount)
  const mean = roots / people
  return UNIT - (mean * mean) / UNIT
}

/**
 * Atkinson's index for an aversion of 1: 1 - geometric mean / mean, which is 1 as soon as one person received nothing.
 * undefined where nobody received anything.
 */
export function atkinsonOne(groups: readonly AmountGroup[]): bigint | undefined {
  const { people, amount } = sumsOf(groups)
  if (amount === 0n) return undefined
  if (groups.some((group) => group.amount === 0n && group.people > 0n)) return UNIT
  let logs = 0n
  for (const group of groups) logs += group.people * ln(group.amount * people, amount)
  const mean = logs / people
  // The mean of logarithms is never above the logarithm of the mean, but for the last digits.
  return UNIT - exp(mean > 0n ? 0n : mean)
}

function sumsOf(groups: readonly AmountGroup[]): { people: bigint; amount: bigint } {
  let people = 0n
  let amount = 0n
  for (const group of groups) {
    people += group.people
    amount += group.people * group.amount
  }
  return { people, amount }
}
