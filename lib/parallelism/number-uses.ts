import { type BlockUses, hashUses } from './block-uses'
import { HashGroups } from './hash-groups'
import { KeyNames } from './key-names'
import type { Scratch } from './scratch'
import { Sieve } from './sieve'
import type { AccessSet, StateKey } from './types'

/** Which keys get a number: every one, or those alone that can be in a conflict, because they are used after they were changed. */
export type Numbered = 'all' | 'contestable'

/** The uses of a block's keys; numbers[k] is the key of the use places[k], and uses that are not there have no number. */
export interface NumberedUses {
  uses: BlockUses
  places: Int32Array
  numbers: Int32Array
  /** by number */
  keys: StateKey[]
}

/**
 * Numbers the keys that a block uses. Few keys of a large block are used after they were changed, and all of them together fit
 * into no cache: looking one up waits for memory. So the keys are hashed first; by their hashes those are left out that cannot
 * be in a conflict; those left are numbered by their hashes, in a table that is small enough; and whether a number really is that of a key is
 * seen in one more pass over them.
 */
export function numberUses(access: readonly AccessSet[], numbered: Numbered, scratch: Scratch): NumberedUses {
  const uses = hashUses(access, scratch)
  const total = uses.hashes.length
  const sieve = new Sieve(total, scratch)
  if (numbered === 'all') sieve.open()
  else sieve.addAll(uses)
  const places = sieve.choose(uses.hashes, scratch.ints(total))
  const groups = new HashGroups(numbered === 'all' ? total / 2 : sieve.contestable, scratch)
  const numbers = scratch.ints(places.length)
  groups.addAll(uses.hashes, places, numbers)
  const names = new KeyNames(groups.count)
  names.settleAll(access, uses, places, numbers)
  return { uses, places, numbers, keys: names.all() }
}
