/**
 * What JSON.stringify cannot write, as JSON has it here: bigints as decimal strings, maps as objects,
 * what is not known as null.
 */
export function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value === undefined) return null
  return value instanceof Map ? Object.fromEntries(value) : value
}
