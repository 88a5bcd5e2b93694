import { AccessBuilder, KeyCache } from '../access-builder'
import type { AccessSet } from '../types'
import type { AccountChanges, BlockAccessList, Change } from './types'

export interface ListedAccessInput {
  list: BlockAccessList
  /** lower-case 0x hex; `to` is null for a creation */
  transactions: readonly { from: string; to: string | null }[]
  /** the block's fee recipient, lower-case 0x hex */
  miner: string
  /** emitters[i]: contracts whose logs are in the receipt of transaction i, lower-case 0x hex */
  emitters: readonly (readonly string[])[]
}

/**
 * What is certain of the access sets of a block's transactions from its access list, by the table in
 * docs/parallelism.md, "Access sets from block access lists": every write, and the reads that go with a write or
 * follow from the transaction itself. What the list reads without an index belongs to nobody.
 */
export function accessSetsFromList({ list, transactions, miner, emitters }: ListedAccessInput): AccessSet[] {
  const keys = new KeyCache()
  const accounts = new Map(list.map((account) => [account.address, account]))
  const sets = transactions.map(({ from, to }, at) => {
    const set = new AccessBuilder()
    set.update(keys.nonce(from))
    set.update(keys.balance(from))
    const called = to === null ? undefined : accounts.get(to)
    if (to !== null) set.read(keys.code(to))
    if (called !== undefined && isContract(called, at + 1)) set.contract(called.address)
    for (const emitter of emitters[at] ?? []) {
      set.read(keys.code(emitter))
      if (emitter !== miner || emitter === to) set.contract(emitter)
    }
    return set
  })
  for (const account of list) addAccount(account, sets, { transactions, miner, keys })
  return sets.map((set) => set.build())
}

interface Surroundings {
  transactions: ListedAccessInput['transactions']
  miner: string
  keys: KeyCache
}

function addAccount(account: AccountChanges, sets: readonly AccessBuilder[], around: Surroundings): void {
  const { keys, miner } = around
  const { address } = account
  // What happens before the first transaction and after the last belongs to none of them.
  const each = <T extends { index: number }>(
    changes: readonly T[],
    add: (set: AccessBuilder, at: T) => void,
  ) => {
    for (const change of changes) {
      const set = sets[change.index - 1]
      if (set === undefined) continue
      add(set, change)
      if (address !== miner && isContract(account, change.index)) set.contract(address)
    }
  }
  for (const { slot, changes } of account.storageChanges) {
    each(changes, (set) => {
      set.update(keys.slot(address, slot))
      set.read(keys.code(address))
      set.contract(address)
    })
  }
  each(account.nonceChanges, (set) => set.update(keys.nonce(address)))
  each(account.codeChanges, (set) => set.write(keys.code(address)))
  addBalances(account, each, around)
}

function addBalances(
  { address, balanceChanges }: AccountChanges,
  each: (changes: readonly Change[], add: (set: AccessBuilder, change: Change) => void) => void,
  { transactions, miner, keys }: Surroundings,
): void {
  const before = new Map<Change, bigint>()
  balanceChanges.forEach((change, at) => {
    const previous = balanceChanges[at - 1]
    if (previous !== undefined) before.set(change, previous.value)
  })
  // Fees are settled per block, and a sender's balance is known to change without the list.
  const counted = address === miner ? [] : balanceChanges
  each(counted, (set, change) => {
    if (transactions[change.index - 1]?.from === address) return
    const key = keys.balance(address)
    const previous = before.get(change)
    if (previous === undefined && change.value > 0n) set.write(key)
    else if (previous === undefined || change.value < previous) set.update(key)
    else if (change.value > previous) set.credit(key)
  })
}

/** Whether an account is certain to have code once the changes of an index are made. */
function isContract({ codeChanges, storageChanges, storageReads }: AccountChanges, index: number): boolean {
  const last = codeChanges.findLast((change) => change.index <= index)
  if (last !== undefined) return last.code !== '0x'
  return codeChanges.length === 0 && storageChanges.length + storageReads.length > 0
}
