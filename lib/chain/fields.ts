import type { Hex } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'

/** What a node said cannot be read: the message names the call, the field and what stood there. */
export class MalformedAnswerError extends UserError {
  override name = 'MalformedAnswerError'
}

const DATA = /^0x(?:[0-9a-fA-F]{2})*$/
const QUANTITY = /^0x[0-9a-fA-F]{1,64}$/
/** Largest integer of the database's bigint columns; the protocol keeps well below it. */
const MAX_BIGINT = 2n ** 63n - 1n
const MAX_INDEX = 2n ** 31n - 1n

/** Reads fields of one JSON object of an answer. null and absent are the same. */
export class Fields {
  private readonly values: Map<string, unknown>

  /** @param where the call and the way into its answer: "eth_getBlockByNumber(123) transactions[4]" */
  constructor(
    raw: unknown,
    readonly where: string,
  ) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      throw new MalformedAnswerError(`${where}: expected an object, got ${show(raw)}`)
    }
    this.values = new Map(Object.entries(raw))
  }

  has(name: string): boolean {
    const value = this.values.get(name)
    return value !== undefined && value !== null
  }

  /** The field as it came, unread. */
  value(name: string): unknown {
    return this.values.get(name)
  }

  /** Names of all fields that are there: addresses, where an object is a map. */
  names(): string[] {
    return [...this.values.keys()]
  }

  fail(name: string, what: string): never {
    throw new MalformedAnswerError(`${this.where}: field ${name} ${what}: ${show(this.values.get(name))}`)
  }

  /** An integer of up to 256 bits. */
  quantity(name: string): bigint {
    const value = this.values.get(name)
    if (typeof value === 'string' && QUANTITY.test(value)) return BigInt(value)
    return this.has(name) ? this.fail(name, 'is not a quantity') : this.missing(name)
  }

  optionalQuantity(name: string): bigint | undefined {
    return this.has(name) ? this.quantity(name) : undefined
  }

  /** An integer written as a quantity or as a JSON number. */
  optionalNumeric(name: string): bigint | undefined {
    const value = this.values.get(name)
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
    return this.optionalQuantity(name)
  }

  /** An integer that the protocol keeps within 63 bits: gas, block numbers, timestamps, nonces. */
  counter(name: string): bigint {
    const value = this.quantity(name)
    return value <= MAX_BIGINT ? value : this.fail(name, 'is larger than 2^63 - 1')
  }

  optionalCounter(name: string): bigint | undefined {
    return this.has(name) ? this.counter(name) : undefined
  }

  /** A small integer: positions, types, sizes. */
  index(name: string): number {
    const value = this.quantity(name)
    return value <= MAX_INDEX ? Number(value) : this.fail(name, 'is larger than 2^31 - 1')
  }

  optionalIndex(name: string): number | undefined {
    return this.has(name) ? this.index(name) : undefined
  }

  /** Bytes of any length, or of exactly `length`. */
  data(name: string, length?: number): Hex {
    const value = this.values.get(name)
    if (value === undefined || value === null) return this.missing(name)
    return asData(value, length) ?? this.fail(name, notData(length))
  }

  optionalData(name: string, length?: number): Hex | undefined {
    return this.has(name) ? this.data(name, length) : undefined
  }

  hash(name: string): Hex {
    return this.data(name, 32)
  }

  address(name: string): Hex {
    return this.data(name, 20)
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.values.get(name)
    if (value === undefined || value === null) return undefined
    return typeof value === 'boolean' ? value : this.fail(name, 'is not true or false')
  }

  optionalText(name: string): string | undefined {
    const value = this.values.get(name)
    if (value === undefined || value === null) return undefined
    return typeof value === 'string' ? value : this.fail(name, 'is not text')
  }

  object(name: string): Fields {
    return new Fields(this.values.get(name), `${this.where} ${name}`)
  }

  objects(name: string): Fields[] {
    return this.list(name).map((item, at) => new Fields(item, `${this.where} ${name}[${at}]`))
  }

  list(name: string): unknown[] {
    const value = this.values.get(name)
    if (value === undefined || value === null) return this.missing(name)
    return Array.isArray(value) ? value : this.fail(name, 'is not a list')
  }

  dataList(name: string, length: number): Hex[] {
    return this.list(name).map(
      (item) => asData(item, length) ?? this.fail(name, `holds what ${notData(length)}`),
    )
  }

  private missing(name: string): never {
    throw new MalformedAnswerError(`${this.where}: field ${name} is missing`)
  }
}

/** A list of an answer, item by item. */
export function eachOf<T>(raw: unknown, where: string, parse: (item: unknown, where: string) => T): T[] {
  if (!Array.isArray(raw)) throw new MalformedAnswerError(`${where}: expected a list, got ${show(raw)}`)
  return raw.map((item, at) => parse(item, `${where}[${at}]`))
}

function asData(value: unknown, length: number | undefined): Hex | undefined {
  if (typeof value !== 'string' || !DATA.test(value)) return undefined
  if (length !== undefined && value.length !== 2 + 2 * length) return undefined
  return `0x${value.slice(2).toLowerCase()}`
}

function notData(length: number | undefined): string {
  return length === undefined ? 'is not hex bytes' : `is not ${length} bytes of hex`
}

/** A value as a message can show it: short, on one line. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
