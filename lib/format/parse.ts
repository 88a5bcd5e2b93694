/**
 * Reads what people type and paste, strictly: all of it has to fit, so that "123.eth" is no block number. Surrounding
 * space is forgiven. What does not fit is undefined.
 */

/** A block number in decimal digits, with or without commas between thousands. */
export function parseBlockNumber(text: string): bigint | undefined {
  const trimmed = text.trim()
  const digits = /^\d{1,3}(,\d{3})+$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed
  return /^\d{1,18}$/.test(digits) ? BigInt(digits) : undefined
}

/** A 32-byte hash as lower-case 0x hex; the 0x may be missing. */
export function parseHash(text: string): string | undefined {
  const match = /^(?:0x)?([0-9a-f]{64})$/i.exec(text.trim())
  return match?.[1] === undefined ? undefined : `0x${match[1].toLowerCase()}`
}

/** An address in any case as lower-case 0x hex; the 0x may be missing. */
export function parseAddress(text: string): string | undefined {
  const match = /^(?:0x)?([0-9a-f]{40})$/i.exec(text.trim())
  return match?.[1] === undefined ? undefined : `0x${match[1].toLowerCase()}`
}

/** A small count (an index, a page's start): up to nine decimal digits. */
export function parseCount(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** The single value of a query parameter; undefined where it is missing or given more than once. */
export function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
