/** A value as Postgres reads it in text, before COPY's own escapes; null is SQL's null. */
export type Encoder<T> = (value: T) => string | null

/** Unchecked text would corrupt the stream that it is copied by, so every value is checked. */
const HEX = /^0x(?:[0-9a-f]{2})*$/

/** `bytea` from lower-case 0x hex. Throws a RangeError on anything else. */
export const bytes: Encoder<string> = (value) => {
  if (!HEX.test(value)) throw new RangeError(`not lower-case hex bytes: ${value.slice(0, 80)}`)
  return `\\x${value.slice(2)}`
}

/** `bigint`, `numeric`: a decimal integer. */
export const integer: Encoder<bigint> = (value) => value.toString()

/** `integer` from a JavaScript number. Throws a RangeError on what is no safe integer. */
export const int: Encoder<number> = (value) => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer: ${value}`)
  return String(value)
}

export const boolean: Encoder<boolean> = (value) => (value ? 't' : 'f')

/** `text`. Postgres holds no NUL and no half surrogate; chains do (in token names): the first goes, the second becomes U+FFFD. */
export const text: Encoder<string> = (value) => wellFormed(value.replaceAll('\0', ''))

/** What a JSON column takes: bigints become decimal strings. */
export type Json =
  | string
  | number
  | boolean
  | null
  | bigint
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json }

/** `jsonb`. */
export const json: Encoder<Json> = (value) => JSON.stringify(toPlain(value))

/** A column that may be null. */
export function optional<T>(encoder: Encoder<T>): Encoder<T | undefined | null> {
  return (value) => (value === undefined || value === null ? null : encoder(value))
}

/** An array column in Postgres' text form: `{"a","b"}`. */
export function array<T>(encoder: Encoder<T>): Encoder<readonly T[]> {
  return (values) => `{${values.map((value) => quoteElement(encoder(value))).join(',')}}`
}

function quoteElement(element: string | null): string {
  return element === null ? 'NULL' : `"${element.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function wellFormed(value: string): string {
  return value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (unit) =>
    unit.length === 2 ? unit : '\uFFFD',
  )
}

function toPlain(value: Json): unknown {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map((item) => toPlain(item) ?? null)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), toPlain(item)]))
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value)
}
