import { type ListPlace, refuseList } from './place'
import type { BlockAccessList, ListedBlock } from './types'

/**
 * Holds a list against the order and the uniqueness that EIP-7928 demands ("Ordering, Uniqueness and Determinism"):
 * accounts by address, slots by key, changes by index, each once; no slot both changed and read; no slot without a
 * change; no index above the number of transactions plus one.
 * @throws MalformedAccessListError
 */
export function checkOrder(list: BlockAccessList, { block, transactions }: ListedBlock): void {
  const last = transactions + 1
  ascending(list, 'address', { block }, 'the list of accounts')
  for (const account of list) {
    const { address, storageChanges, storageReads, balanceChanges, nonceChanges, codeChanges } = account
    const place = { block, account: address }
    const indexes = (changes: readonly { index: number }[], field: string) => {
      const beyond = changes.findIndex(({ index }) => index > last)
      if (beyond >= 0) {
        const most = `${last}, one after the last of ${transactions} transactions`
        refuseList(
          place,
          `${field}[${beyond}].index`,
          `is ${changes[beyond]?.index}, and the highest is ${most}`,
        )
      }
      ascending(changes, 'index', place, field)
    }
    ascending(storageChanges, 'slot', place, 'storageChanges')
    for (const [at, { slot, changes }] of storageChanges.entries()) {
      const field = `storageChanges[${at}].changes`
      if (changes.length === 0) refuseList(place, field, `is empty, though slot ${slot} is listed as changed`)
      indexes(changes, field)
    }
    const reads = storageReads.map((slot) => ({ slot }))
    ascending(reads, 'slot', place, 'storageReads')
    const changed = new Set(storageChanges.map(({ slot }) => slot))
    const both = storageReads.findIndex((slot) => changed.has(slot))
    if (both >= 0)
      refuseList(place, `storageReads[${both}]`, `is ${storageReads[both]}, which is changed too`)
    indexes(balanceChanges, 'balanceChanges')
    indexes(nonceChanges, 'nonceChanges')
    indexes(codeChanges, 'codeChanges')
  }
}

/** Addresses and slots are hex of one length and case, so that text compares as their numbers do. */
function ascending<Key extends string>(
  items: readonly Record<Key, string | number>[],
  key: Key,
  place: ListPlace,
  field: string,
): void {
  for (let at = 1; at < items.length; at++) {
    const before = items[at - 1]?.[key]
    const here = items[at]?.[key]
    if (before === undefined || here === undefined || here > before) continue
    const problem = here === before ? `names ${key} ${here} twice` : `has ${key} ${here} after ${before}`
    refuseList(place, field, `${problem} (entry ${at})`)
  }
}
