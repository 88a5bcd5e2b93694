/** The first place where two reports differ. */
export interface Difference {
  /** of the first byte that differs, from 0 */
  byte: number
  /** way into the JSON: "checks[3].summary"; undefined where the given bytes are no JSON, or differ in form alone */
  path?: string
  /** what stands there, shortened */
  given: string
  rebuilt: string
}

const SHOWN = 120

/** Compares the bytes of a report with the rebuilt one. undefined: they are the same, to the byte. */
export function compareReports(given: Uint8Array, rebuilt: string): Difference | undefined {
  const expected = new TextEncoder().encode(rebuilt)
  const byte = firstDifference(given, expected)
  if (byte === undefined) return undefined
  const value = parse(given)
  const place = value === undefined ? undefined : differs(value.json, JSON.parse(rebuilt), '')
  if (place !== undefined) return { byte, ...place }
  return { byte, given: around(given, byte), rebuilt: around(expected, byte) }
}

/** One sentence on where a report differs. */
export function differenceSentence({ byte, path, given, rebuilt }: Difference): string {
  const where = path === undefined ? 'in form' : `at ${path}`
  return `The given report differs from the chain's ${where} (byte ${byte}): it has ${given}, the chain gives ${rebuilt}.`
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i
  return a.length === b.length ? undefined : length
}

function parse(bytes: Uint8Array): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return undefined
  }
}

/** The first value that differs, in the order of canonical JSON. */
function differs(given: unknown, rebuilt: unknown, path: string): Omit<Difference, 'byte'> | undefined {
  if (Array.isArray(given) && Array.isArray(rebuilt)) {
    for (let i = 0; i < Math.max(given.length, rebuilt.length); i++) {
      const place = differs(given[i], rebuilt[i], `${path}[${i}]`)
      if (place) return place
    }
    return undefined
  }
  if (isObject(given) && isObject(rebuilt)) {
    for (const key of [...new Set([...Object.keys(given), ...Object.keys(rebuilt)])].sort()) {
      const place = differs(given[key], rebuilt[key], path === '' ? key : `${path}.${key}`)
      if (place) return place
    }
    return undefined
  }
  return Object.is(given, rebuilt) ? undefined : { path, given: show(given), rebuilt: show(rebuilt) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  return shorten(value === undefined ? 'nothing' : JSON.stringify(value))
}

function around(bytes: Uint8Array, byte: number): string {
  if (byte >= bytes.length) return 'no more bytes'
  return JSON.stringify(new TextDecoder().decode(bytes.subarray(byte, byte + 20)))
}

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
