/** Bytes, or a list of such. */
export type RlpValue = Uint8Array | RlpValue[]

/**
 * Decodes one value in its only canonical encoding: lengths in their shortest form, a byte below 0x80 as itself,
 * nothing behind the end. Takes time in proportion to the bytes, however they are nested.
 * @param depth how deep lists may lie in each other: 1 for a list of bytes
 * @throws RangeError saying what is wrong, and at which byte
 */
export function decodeRlp(bytes: Uint8Array, depth: number): RlpValue {
  const { value, end } = valueAt(bytes, 0, bytes.length, depth)
  if (end !== bytes.length) throw new RangeError(`ends at byte ${end} of ${bytes.length}`)
  return value
}

function valueAt(
  bytes: Uint8Array,
  at: number,
  limit: number,
  depth: number,
): { value: RlpValue; end: number } {
  const head = bytes[at]
  if (head === undefined || at >= limit) throw new RangeError(`ends at byte ${at}, where a value is expected`)
  if (head < 0x80) return { value: bytes.subarray(at, at + 1), end: at + 1 }
  const isList = head >= 0xc0
  const { start, end } = extent(bytes, at, limit, head - (isList ? 0xc0 : 0x80))
  if (!isList) {
    const value = bytes.subarray(start, end)
    if (value.length === 1 && (value[0] ?? 0) < 0x80)
      throw new RangeError(`has a byte with a needless head at byte ${at}`)
    return { value, end }
  }
  if (depth === 0) throw new RangeError(`has lists nested too deep at byte ${at}`)
  const items: RlpValue[] = []
  for (let next = start; next < end; ) {
    const item = valueAt(bytes, next, end, depth - 1)
    items.push(item.value)
    next = item.end
  }
  return { value: items, end }
}

/** Where the payload lies whose head is at `at`: up to 55 is its length, above that the length of its length. */
function extent(bytes: Uint8Array, at: number, limit: number, size: number): { start: number; end: number } {
  let length = size
  let start = at + 1
  if (size > 55) {
    const digits = bytes.subarray(start, Math.min(start + size - 55, limit))
    if (digits.length < size - 55) throw new RangeError(`ends inside of the length at byte ${at}`)
    length = digits.reduce((sum, digit) => sum * 256 + digit, 0)
    if (digits[0] === 0 || length < 56)
      throw new RangeError(`has a length that is not in its shortest form at byte ${at}`)
    start += digits.length
  }
  if (start + length > limit) throw new RangeError(`ends inside of the value at byte ${at}`)
  return { start, end: start + length }
}
