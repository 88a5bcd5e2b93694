import { splitKey } from '@/lib/parallelism/keys'
import type { Neighbours } from '@/lib/parallelism/neighbours'
import type { AccessSet, Policy, StateKey } from '@/lib/parallelism/types'

/** A key of a transaction's access set. */
export interface AccessKey {
  key: StateKey
  kind: string
  address: string
  slot: string | undefined
  read: boolean
  written: boolean
  credited: boolean
  /** indexes of the earlier transactions that it is waited for through this key */
  waitsFor: number[]
  /** indexes of the later transactions that wait through this key */
  waitedOnBy: number[]
}

/** The keys of one account. */
export interface AccessGroup {
  address: string
  /** it has code */
  isContract: boolean
  keys: AccessKey[]
}

const KIND_ORDER = ['nonce', 'balance', 'code', 'storage']

/**
 * An access set by account: contracts before accounts without code, those with more keys first; in each the account's
 * own fields, then its slots in order. With the dependencies that run through each key under the policy.
 */
export function groupAccess(set: AccessSet, neighbours: Neighbours, policy: Policy): AccessGroup[] {
  const keys = new Map<StateKey, AccessKey>()
  const mark = (list: readonly StateKey[], field: 'read' | 'written' | 'credited') => {
    for (const key of list) {
      const entry = keys.get(key) ?? newKey(key)
      entry[field] = true
      keys.set(key, entry)
    }
  }
  mark(set.reads, 'read')
  mark(set.writes, 'written')
  mark(set.credits, 'credited')
  for (const [field, list] of [
    ['waitsFor', neighbours.earlier],
    ['waitedOnBy', neighbours.later],
  ] as const) {
    for (const neighbour of list) {
      for (const key of neighbour.keys[policy]) keys.get(key)?.[field].push(neighbour.index)
    }
  }
  const contracts = new Set(set.contracts)
  const groups = new Map<string, AccessGroup>()
  for (const entry of keys.values()) {
    const { address } = entry
    const group = groups.get(address) ?? { address, isContract: contracts.has(address), keys: [] }
    group.keys.push(entry)
    groups.set(address, group)
  }
  for (const group of groups.values()) group.keys.sort(byKindAndSlot)
  return [...groups.values()].sort(
    (a, b) =>
      Number(b.isContract) - Number(a.isContract) ||
      b.keys.length - a.keys.length ||
      (a.address < b.address ? -1 : 1),
  )
}

function newKey(key: StateKey): AccessKey {
  const { kind, address, slot } = splitKey(key)
  const none = { read: false, written: false, credited: false }
  return { key, kind, address, slot, ...none, waitsFor: [], waitedOnBy: [] }
}

function byKindAndSlot(a: AccessKey, b: AccessKey): number {
  const kinds = KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind)
  if (kinds !== 0) return kinds
  return (a.slot ?? '') < (b.slot ?? '') ? -1 : 1
}
