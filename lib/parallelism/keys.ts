import type { StateKey } from './types'

export type KeyKind = 'storage' | 'nonce' | 'balance' | 'code'

const KINDS: Record<string, KeyKind> = { s: 'storage', n: 'nonce', b: 'balance', c: 'code' }
/** What a storage key, and no other, begins with. */
export const STORAGE_CODE = 's'.charCodeAt(0)

/** Key of a storage slot. Address and slot are lower-case 0x hex, the slot of 32 bytes. */
export const storageKey = (address: string, slot: string): StateKey => `s:${address}:${slot}`
export const nonceKey = (address: string): StateKey => `n:${address}`
export const balanceKey = (address: string): StateKey => `b:${address}`
export const codeKey = (address: string): StateKey => `c:${address}`

export const isStorageKey = (key: StateKey): boolean => key.charCodeAt(0) === STORAGE_CODE

/** Where a key has the account that it belongs to. */
export const ADDRESS_IN_KEY = { from: 2, length: 42 }

/** The account that a key belongs to, as lower-case 0x hex. */
export const addressOfKey = (key: StateKey): string =>
  key.slice(ADDRESS_IN_KEY.from, ADDRESS_IN_KEY.from + ADDRESS_IN_KEY.length)

/** The state key that an account, a kind and, for storage, a slot come to. Throws a RangeError on an unknown kind. */
export function joinKey({ kind, address, slot }: { kind: string; address: string; slot?: string }): StateKey {
  if (kind === 'storage' && slot !== undefined) return storageKey(address, slot)
  if (kind === 'nonce') return nonceKey(address)
  if (kind === 'balance') return balanceKey(address)
  if (kind === 'code') return codeKey(address)
  throw new RangeError(`"${kind}" is no kind of state key`)
}

/** A key taken apart; `slot` is there for storage keys alone. Throws a RangeError on what is no state key. */
export function splitKey(key: StateKey): { kind: KeyKind; address: string; slot?: string } {
  const kind = KINDS[key.charAt(0)]
  if (kind === undefined || !/^[snbc]:0x[0-9a-f]{40}(:0x[0-9a-f]{64})?$/.test(key)) {
    throw new RangeError(`"${key}" is no state key`)
  }
  if ((kind === 'storage') !== key.length > 44) throw new RangeError(`"${key}" is no state key`)
  return kind === 'storage'
    ? { kind, address: key.slice(2, 44), slot: key.slice(45) }
    : { kind, address: key.slice(2) }
}
