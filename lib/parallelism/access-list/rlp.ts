import { keccak256, toHex } from '@/lib/chain/bytes'
import { decodeRlp } from '@/lib/chain/decode-rlp'
import { encodeRlp, encodeRlpList } from '@/lib/chain/rlp'
import type { Hex } from '@/lib/chain/types'
import { shown } from '../trace-shape'
import { asList, type ListPlace, refuseList } from './place'
import type { AccountChanges, BlockAccessList, Change, CodeChange } from './types'

const FIELDS = ['storageChanges', 'storageReads', 'balanceChanges', 'nonceChanges', 'codeChanges'] as const
/** accounts, an account, its slots, a slot, its changes, a change */
const DEPTH = 6

/** Bytes of a list as EIP-7928 encodes it: slots, values and indexes as integers without leading zeros. */
export function encodeList(list: BlockAccessList): Uint8Array {
  return encodeRlpList(
    list.map((account) =>
      encodeRlpList([
        encodeRlp(hexOf(account.address)),
        encodeRlpList(
          account.storageChanges.map(({ slot, changes }) =>
            encodeRlpList([encodeRlp(BigInt(slot)), encodeChanges(changes)]),
          ),
        ),
        encodeRlpList(account.storageReads.map((slot) => encodeRlp(BigInt(slot)))),
        encodeChanges(account.balanceChanges),
        encodeChanges(account.nonceChanges),
        encodeRlpList(account.codeChanges.map(({ index, code }) => encodeRlp([BigInt(index), hexOf(code)]))),
      ]),
    ),
  )
}

function encodeChanges(changes: readonly Change[]): Uint8Array {
  return encodeRlpList(changes.map(({ index, value }) => encodeRlp([BigInt(index), value])))
}

/** What a header calls blockAccessListHash: keccak-256 of the list's encoding. */
export function accessListHash(list: BlockAccessList): Hex {
  return toHex(keccak256(encodeList(list)))
}

/**
 * Reads a list from its encoding. Exactly one encoding of a list is taken: integers without leading zeros, lengths in
 * their shortest form, nothing behind the end. Order is not looked at.
 * @throws MalformedAccessListError
 */
export function listFromRlp(bytes: Uint8Array, block: bigint): BlockAccessList {
  return asList(decoded(bytes, block), { block }, 'the access list').map((item, at) =>
    account(item, { block, account: `${at}` }),
  )
}

function decoded(bytes: Uint8Array, block: bigint): unknown {
  try {
    return decodeRlp(bytes, DEPTH)
  } catch (error) {
    if (error instanceof RangeError) return refuseList({ block }, 'the RLP of the access list', error.message)
    throw error
  }
}

function account(raw: unknown, nth: ListPlace): AccountChanges {
  const [rawAddress, ...fields] = tuple(raw, 1 + FIELDS.length, nth, 'the entry')
  const address = data(rawAddress, nth, 'address')
  if (address.length !== 42) return refuseList(nth, 'address', `is ${shown(address)}, which is not 20 bytes`)
  const place = { ...nth, account: address }
  const listed = <T>(at: number, read: (item: unknown, field: string) => T) => {
    const field = FIELDS[at] ?? ''
    return asList(fields[at], place, field).map((item, i) => read(item, `${field}[${i}]`))
  }
  const change =
    (bits: number) =>
    (item: unknown, field: string): Change => {
      const [index, value] = tuple(item, 2, place, field)
      return { index: indexOf(index, place, field), value: integer(value, bits, place, `${field}.value`) }
    }
  const codeChange = (item: unknown, field: string): CodeChange => {
    const [index, code] = tuple(item, 2, place, field)
    return { index: indexOf(index, place, field), code: data(code, place, `${field}.code`) }
  }
  return {
    address,
    storageChanges: listed(0, (item, field) => {
      const [slot, changes] = tuple(item, 2, place, field)
      return {
        slot: word(slot, place, `${field}.slot`),
        changes: asList(changes, place, `${field}.changes`).map((one, i) =>
          change(256)(one, `${field}.changes[${i}]`),
        ),
      }
    }),
    storageReads: listed(1, (item, field) => word(item, place, field)),
    balanceChanges: listed(2, change(256)),
    nonceChanges: listed(3, change(64)),
    codeChanges: listed(4, codeChange),
  }
}

function tuple(raw: unknown, length: number, place: ListPlace, field: string): unknown[] {
  const items = asList(raw, place, field)
  return items.length === length
    ? items
    : refuseList(place, field, `has ${items.length} items where ${length} are expected`)
}

function data(raw: unknown, place: ListPlace, field: string): string {
  return raw instanceof Uint8Array
    ? toHex(raw)
    : refuseList(place, field, 'is a list where bytes are expected')
}

function integer(raw: unknown, bits: number, place: ListPlace, field: string): bigint {
  const hex = data(raw, place, field)
  if (hex.startsWith('0x00')) return refuseList(place, field, `is ${hex}, an integer with leading zeros`)
  if ((hex.length - 2) * 4 > bits)
    return refuseList(place, field, `is ${hex.slice(0, 80)}, above ${bits} bits`)
  return hex === '0x' ? 0n : BigInt(hex)
}

function indexOf(raw: unknown, place: ListPlace, field: string): number {
  return Number(integer(raw, 32, place, `${field}.index`))
}

function word(raw: unknown, place: ListPlace, field: string): string {
  return `0x${integer(raw, 256, place, field).toString(16).padStart(64, '0')}`
}

function hexOf(text: string): Hex {
  return `0x${text.slice(2)}`
}
