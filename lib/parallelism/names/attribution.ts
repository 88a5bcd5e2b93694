import { isStorageKey } from '../keys'
import type { HotKey, StateKey } from '../types'
import type { Certainty, KeyName } from './name-keys'

/** Dependencies of a block by what is known of the key that each goes through. */
export type Attribution = Record<Certainty | 'unnamed', number>

/**
 * How many of a block's conflicts have a named cause: `all` counts every key, `storage` the slots of contracts alone
 * (nonces, balances and code of accounts always have a name). A pair of transactions counts once for every key
 * between them.
 * @param keys every key of the block with dependencies: analyseBlock with the option hotKeys: Infinity
 */
export function attributeConflicts(
  keys: readonly HotKey[],
  names: ReadonlyMap<StateKey, KeyName>,
): { all: Attribution; storage: Attribution } {
  const none = (): Attribution => ({ certain: 0, guessed: 0, position: 0, unnamed: 0 })
  const [all, storage] = [none(), none()]
  for (const { key, edges } of keys) {
    const certainty = names.get(key)?.certainty ?? 'unnamed'
    all[certainty] += edges
    if (isStorageKey(key)) storage[certainty] += edges
  }
  return { all, storage }
}
