import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import { MalformedTraceError } from './errors'

/** What the prestate tracer says of one account; fields that a node leaves out are undefined. */
export interface TracedAccount {
  balance?: bigint
  nonce?: bigint
  /** whether the trace names code or a code hash at all, be it that of an account without code */
  codeNamed: boolean
  /** keccak-256 of the code; undefined for an account without code */
  codeHash?: string
  /** slots, each 32 bytes of lower-case 0x hex */
  slots: string[]
}

/** Accounts by lower-case address, in the trace's order. */
export type TracedState = Map<string, TracedAccount>

/** Where a value stands, for the sentence that refuses it. */
export interface TracePlace {
  block: bigint
  /** index and hash of the transaction */
  transaction: string
}

const EMPTY_CODE_HASH = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
const NO_CODE_HASH = `0x${'0'.repeat(64)}`
const ADDRESS = /^0x[0-9a-fA-F]{40}$/
const WORD = /^0x[0-9a-fA-F]{1,64}$/
const HASH = /^0x[0-9a-fA-F]{64}$/
const CODE = /^0x(?:[0-9a-fA-F]{2})*$/
const QUANTITY = /^0x[0-9a-fA-F]{1,64}$/

export function refuse(place: TracePlace, field: string, problem: string): never {
  throw new MalformedTraceError(`block ${place.block}, transaction ${place.transaction}: ${field} ${problem}`)
}

/** The value in a few characters, for a message. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  const text = typeof value === 'string' ? `"${value}"` : String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Checks the accounts of one part of a trace; `field` is its path in the trace ("plain.result", "diff.result.pre").
 * null is a part without accounts.
 */
export function parseState(value: unknown, field: string, place: TracePlace, words: WordCache): TracedState {
  if (value === null) return new Map()
  if (!isRecord(value))
    return refuse(place, field, `is ${shown(value)} where an object of accounts is expected`)
  const state: TracedState = new Map()
  for (const [rawAddress, account] of Object.entries(value)) {
    const address = words.address(rawAddress)
    if (address === undefined)
      return refuse(place, field, `has a key ${shown(rawAddress)} that is no address`)
    if (state.has(address)) return refuse(place, field, `names account ${address} twice`)
    state.set(address, parseAccount(account, `${field}.${rawAddress}`, place, words))
  }
  return state
}

function parseAccount(value: unknown, field: string, place: TracePlace, words: WordCache): TracedAccount {
  if (!isRecord(value)) return refuse(place, field, `is ${shown(value)} where an account is expected`)
  const { balance, nonce, code, codeHash, storage } = value
  const hash = given(codeHash)
    ? matching(codeHash, HASH, `${field}.codeHash`, place).toLowerCase()
    : undefined
  const codeText = given(code) ? matching(code, CODE, `${field}.code`, place).toLowerCase() : undefined
  const hashOfCode = codeText === undefined ? undefined : words.codeHash(codeText)
  if (hash !== undefined && hash !== NO_CODE_HASH && hashOfCode !== undefined && hash !== hashOfCode) {
    return refuse(place, `${field}.codeHash`, `is ${hash}, but the code beside it hashes to ${hashOfCode}`)
  }
  const named = hash ?? hashOfCode
  return {
    balance: given(balance) ? quantity(balance, 256, `${field}.balance`, place) : undefined,
    nonce: given(nonce) ? quantity(nonce, 64, `${field}.nonce`, place) : undefined,
    codeNamed: named !== undefined,
    codeHash: named === EMPTY_CODE_HASH || named === NO_CODE_HASH ? undefined : named,
    slots: given(storage) ? parseSlots(storage, `${field}.storage`, place, words) : [],
  }
}

const given = (value: unknown): boolean => value !== undefined && value !== null

function parseSlots(value: unknown, field: string, place: TracePlace, words: WordCache): string[] {
  if (!isRecord(value)) return refuse(place, field, `is ${shown(value)} where an object of slots is expected`)
  const slots: string[] = []
  for (const [rawSlot, content] of Object.entries(value)) {
    const slot = words.slot(rawSlot)
    if (slot === undefined) return refuse(place, field, `has a key ${shown(rawSlot)} that is no slot`)
    if (typeof content !== 'string' || !WORD.test(content)) {
      return refuse(place, `${field}.${rawSlot}`, `is ${shown(content)} where a 32-byte word is expected`)
    }
    slots.push(slot)
  }
  return slots
}

function matching(value: unknown, pattern: RegExp, field: string, place: TracePlace): string {
  if (typeof value === 'string' && pattern.test(value)) return value
  return refuse(place, field, `is ${shown(value)} where 0x hex is expected`)
}

/** A quantity as 0x hex, or as a number that a double holds exactly. */
function quantity(value: unknown, bits: number, field: string, place: TracePlace): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
  if (typeof value !== 'string' || !QUANTITY.test(value)) {
    return refuse(place, field, `is ${shown(value)} where a quantity is expected`)
  }
  const parsed = BigInt(value)
  if (parsed >> BigInt(bits) !== 0n) return refuse(place, field, `is ${shown(value)}, above ${bits} bits`)
  return parsed
}

/** Addresses and slots in their one form; each is checked once a block. */
export class WordCache {
  readonly #addresses = new Map<string, string>()
  readonly #slots = new Map<string, string>()
  readonly #codeHashes = new Map<string, string>()

  /** Lower-case 0x hex, or undefined for what is no address. */
  address(raw: string): string | undefined {
    return cached(this.#addresses, raw, () => (ADDRESS.test(raw) ? raw.toLowerCase() : undefined))
  }

  /** Lower-case 0x hex of 32 bytes, or undefined for what is no slot. */
  slot(raw: string): string | undefined {
    return cached(this.#slots, raw, () =>
      WORD.test(raw) ? `0x${raw.slice(2).toLowerCase().padStart(64, '0')}` : undefined,
    )
  }

  /** keccak-256 of code in 0x hex with two digits a byte. */
  codeHash(code: string): string | undefined {
    return cached(this.#codeHashes, code, () => toHex(keccak256(toBytes(`0x${code.slice(2)}`))))
  }
}

function cached(map: Map<string, string>, raw: string, make: () => string | undefined): string | undefined {
  const known = map.get(raw)
  if (known !== undefined) return known
  const made = make()
  if (made !== undefined) map.set(raw, made)
  return made
}
