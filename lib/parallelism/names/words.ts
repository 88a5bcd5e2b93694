/** 32 bytes as 64 lower-case hex digits without 0x: a slot, or a key of a mapping as it is hashed. */
export type Word = string

/** A number as a word; negative ones in two's complement. */
export function wordOf(value: bigint): Word {
  return BigInt.asUintN(256, value).toString(16).padStart(64, '0')
}

export const numberOf = (word: Word): bigint => BigInt(`0x${word}`)

/** The word of 0x hex: an address, a topic, a slot. */
export function wordOfHex(hex: string): Word {
  return hex.slice(2).toLowerCase().padStart(64, '0')
}

const DISTANCE_DIGITS = 16

/**
 * How many slots `slot` lies behind `start`, where that is less than `size`. A hash and what follows it agree in
 * their first digits, but with a chance of 2^-32 for the longest lists.
 */
export function distance(start: Word, slot: Word, size: bigint): bigint | undefined {
  const head = 64 - DISTANCE_DIGITS
  if (start === slot) return 0n
  if (size <= 1n || !slot.startsWith(start.slice(0, head))) return undefined
  const difference = BigInt(`0x${slot.slice(head)}`) - BigInt(`0x${start.slice(head)}`)
  return difference >= 0n && difference < size ? difference : undefined
}
