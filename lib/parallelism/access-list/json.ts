import { isRecord, shown } from '../trace-shape'
import { asList, type ListPlace, refuseList } from './place'
import type { AccountChanges, BlockAccessList, Change, CodeChange, SlotChanges } from './types'

/**
 * The same field under the names that nodes give it: first that of the JSON-RPC specification (execution-apis), then
 * those of the execution specification's own JSON form, the last of them as written before it settled.
 */
const NAMES = {
  slot: ['key', 'slot'],
  changes: ['changes', 'slotChanges'],
  index: ['index', 'blockAccessIndex'],
  storageValue: ['value', 'postValue', 'newValue'],
  balance: ['value', 'postBalance'],
  nonce: ['value', 'postNonce', 'newNonce'],
  code: ['code', 'newCode'],
} as const

const ADDRESS = /^0x[0-9a-fA-F]{40}$/
const CODE = /^0x(?:[0-9a-fA-F]{2})*$/
const QUANTITY = /^0x[0-9a-fA-F]{1,64}$/

/**
 * Reads a list in either JSON dialect, `{key, changes: [{index, value}]}` or
 * `{slot, slotChanges: [{blockAccessIndex, postValue}]}`. Words may lack their leading zeros, lists that are empty may
 * be left out. Order is not looked at.
 * @throws MalformedAccessListError
 */
export function listFromJson(raw: unknown, block: bigint): BlockAccessList {
  return asList(raw, { block }, 'the access list').map((item, at) =>
    account(item, { block, account: `${at}` }),
  )
}

function account(raw: unknown, nth: ListPlace): AccountChanges {
  if (!isRecord(raw)) return refuseList(nth, 'the entry', `is ${shown(raw)} where an object is expected`)
  const address = text(raw.address, ADDRESS, nth, 'address', 'an address').toLowerCase()
  const place = { ...nth, account: address }
  const listed = (field: string) => asList(raw[field], place, field, true)
  const values = (field: string, names: readonly string[], bits: number) =>
    listed(field).map((item, at) => change(item, names, bits, place, `${field}[${at}]`))
  return {
    address,
    storageChanges: listed('storageChanges').map((item, at) =>
      slotChanges(item, place, `storageChanges[${at}]`),
    ),
    storageReads: listed('storageReads').map((item, at) => slot(item, place, `storageReads[${at}]`)),
    balanceChanges: values('balanceChanges', NAMES.balance, 256),
    nonceChanges: values('nonceChanges', NAMES.nonce, 64),
    codeChanges: listed('codeChanges').map((item, at) => codeChange(item, place, `codeChanges[${at}]`)),
  }
}

function slotChanges(raw: unknown, place: ListPlace, field: string): SlotChanges {
  const [slotName, rawSlot] = named(raw, NAMES.slot, place, field)
  const [changesName, rawChanges] = named(raw, NAMES.changes, place, field)
  const inner = `${field}.${changesName}`
  return {
    slot: slot(rawSlot, place, `${field}.${slotName}`),
    changes: asList(rawChanges, place, inner).map((item, at) =>
      change(item, NAMES.storageValue, 256, place, `${inner}[${at}]`),
    ),
  }
}

function change(
  raw: unknown,
  names: readonly string[],
  bits: number,
  place: ListPlace,
  field: string,
): Change {
  const [name, value] = named(raw, names, place, field)
  return { index: indexOf(raw, place, field), value: quantity(value, bits, place, `${field}.${name}`) }
}

function codeChange(raw: unknown, place: ListPlace, field: string): CodeChange {
  const [name, value] = named(raw, NAMES.code, place, field)
  const code = text(value, CODE, place, `${field}.${name}`, 'code').toLowerCase()
  return { index: indexOf(raw, place, field), code }
}

function indexOf(raw: unknown, place: ListPlace, field: string): number {
  const [name, value] = named(raw, NAMES.index, place, field)
  return Number(quantity(value, 32, place, `${field}.${name}`))
}

/** The one of these names that an entry has, and what stands there. */
function named(
  raw: unknown,
  names: readonly string[],
  place: ListPlace,
  field: string,
): [name: string, value: unknown] {
  if (!isRecord(raw)) return refuseList(place, field, `is ${shown(raw)} where an object is expected`)
  const [name, another] = names.filter((one) => raw[one] !== undefined)
  if (name === undefined) return refuseList(place, `${field}.${names[0]}`, 'is missing')
  if (another !== undefined) return refuseList(place, field, `has both ${name} and ${another}`)
  return [name, raw[name]]
}

function text(value: unknown, pattern: RegExp, place: ListPlace, field: string, what: string): string {
  if (typeof value === 'string' && pattern.test(value)) return value
  return refuseList(place, field, `is ${shown(value)} where ${what} is expected`)
}

function slot(value: unknown, place: ListPlace, field: string): string {
  const digits = text(value, QUANTITY, place, field, 'a slot').slice(2)
  return `0x${digits.toLowerCase().padStart(64, '0')}`
}

function quantity(value: unknown, bits: number, place: ListPlace, field: string): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) {
    return within(BigInt(value), bits, value, place, field)
  }
  return within(BigInt(text(value, QUANTITY, place, field, 'a quantity')), bits, value, place, field)
}

function within(parsed: bigint, bits: number, value: unknown, place: ListPlace, field: string): bigint {
  return parsed >> BigInt(bits) === 0n
    ? parsed
    : refuseList(place, field, `is ${shown(value)}, above ${bits} bits`)
}
