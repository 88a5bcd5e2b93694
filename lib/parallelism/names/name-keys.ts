import { splitKey } from '../keys'
import type { StateKey } from '../types'
import { BlockView, type NamingBlock } from './block-view'
import { Hasher, Work } from './hasher'
import { wellKnownLayout } from './known-contracts'
import type { Layout } from './layout-types'
import { findPool } from './pools'
import { NESTED_POSITIONS, POSITIONS } from './positions'
import { findName, type SearchContext } from './search'
import { STANDARD } from './standard-slots'
import { guessToken } from './token-guess'
import { type Word, wordOfHex } from './words'

/**
 * How sure a name is. `certain`: by a layout that was given, a published slot, or code that the address proves.
 * `guessed`: by what the contract did; the label says so. `position`: the slot and the keys hashed with it, which are
 * certain, of a variable whose name is unknown.
 */
export type Certainty = 'certain' | 'guessed' | 'position'

export interface KeyName {
  /** the variable without its contract: "reserve0", "_allowances[0xab...][0xcd...]", "shipments[12].custodian" */
  label: string
  certainty: Certainty
}

export interface NamingOptions {
  /** layouts that were given for contracts, by lower-case 0x address */
  layoutOf?: (address: string) => Layout | undefined
  /** where known: then the contracts that everybody uses on this chain are known too */
  chainId?: bigint
  /** remembers hashes from one block to the next; it changes no name */
  hasher?: Hasher
  /** hashes that may be tried for the block; MOST_HASHES without */
  mostHashes?: number
}

/** What a block may cost where the caller names no number: a tenth of a second, or two. */
export const MOST_HASHES = 24_000
const HASHES_A_KEY = 6_000
/** Words tried as keys of variables that may not exist at all. */
const LIKELIEST = 32
const LIKELIEST_NESTED = 9
/** No hash is below. */
const FIRST_HASHED = 1n << 128n

/**
 * Names for state keys of a block, by layouts and by the mapping keys that its transactions carry. Keys that cannot be
 * named are absent from the result, and so are those after the work is done: name the important ones first.
 * The names depend on the block, the layouts and the chain alone.
 */
export function nameKeys(
  keys: readonly StateKey[],
  block: NamingBlock,
  options: NamingOptions = {},
): Map<StateKey, KeyName> {
  const namer = new Namer(new BlockView(block, keys), options)
  const names = new Map<StateKey, KeyName>()
  // Positions come last: what cannot be named at all takes the most work, and must not take it from the others.
  for (const search of [namer.variable, namer.position]) {
    for (const key of keys) {
      const name = names.has(key) ? undefined : search(key)
      if (name !== undefined) names.set(key, name)
    }
  }
  return names
}

class Namer {
  readonly #view: BlockView
  readonly #options: NamingOptions
  readonly #hasher: Hasher
  readonly #work: Work
  readonly #guesses = new Map<string, { layout: Layout; certain: boolean }[]>()

  constructor(view: BlockView, options: NamingOptions) {
    this.#view = view
    this.#options = options
    this.#hasher = options.hasher ?? new Hasher()
    this.#work = new Work(options.mostHashes ?? MOST_HASHES)
  }

  /** The variable of a key, by a layout that is known or guessed. */
  variable = (key: StateKey): KeyName | undefined => {
    const { kind, address, slot } = splitKey(key)
    if (slot === undefined) return { label: `${kind} of ${address}`, certainty: 'certain' }
    return this.#search(key, slot, (word, context) => {
      const known = firstName(this.#known(address), word, context)
      if (known !== undefined) return { label: known, certainty: 'certain' }
      for (const { layout, certain } of this.#guessed(address, context.work)) {
        const label = findName(layout, word, context)
        if (label === undefined) continue
        return certain
          ? { label, certainty: 'certain' }
          : { label: `${label} (guessed)`, certainty: 'guessed' }
      }
      const standard = findName(STANDARD, word, likeliest(context))
      return standard === undefined ? undefined : { label: standard, certainty: 'certain' }
    })
  }

  /** The slot and the keys of a variable whose name is unknown. */
  position = (key: StateKey): KeyName | undefined => {
    const { slot } = splitKey(key)
    if (slot === undefined || BigInt(slot) < FIRST_HASHED) return undefined
    return this.#search(key, slot, (word, context) => {
      const label =
        firstName(POSITIONS, word, likeliest(context)) ??
        findName(NESTED_POSITIONS, word, likeliest(context, LIKELIEST_NESTED))
      return label === undefined ? undefined : { label, certainty: 'position' }
    })
  }

  #search(
    key: StateKey,
    slot: string,
    find: (slot: Word, context: SearchContext) => KeyName | undefined,
  ): KeyName | undefined {
    const work = this.#work.share(HASHES_A_KEY)
    const name = find(wordOfHex(slot), { carried: this.#view.carriedTo(key), hasher: this.#hasher, work })
    this.#work.giveBack(work)
    return name
  }

  #known(address: string): Layout[] {
    const given = this.#options.layoutOf?.(address)
    const wellKnown = wellKnownLayout(this.#options.chainId, address)
    return [given, wellKnown].filter((layout) => layout !== undefined)
  }

  #guessed(address: string, work: Work): { layout: Layout; certain: boolean }[] {
    const known = this.#guesses.get(address)
    if (known !== undefined) return known
    const pool = findPool(address, this.#view, this.#hasher)
    const token = pool === undefined ? guessToken(address, this.#view, this.#hasher, work) : undefined
    const guesses = [pool, token && { layout: token, certain: false }].filter((guess) => guess !== undefined)
    this.#guesses.set(address, guesses)
    return guesses
  }
}

function likeliest(context: SearchContext, most = LIKELIEST): SearchContext {
  const { words, texts } = context.carried
  return { ...context, carried: { words: words.slice(0, most), texts } }
}

function firstName(layouts: readonly Layout[], slot: Word, context: SearchContext): string | undefined {
  for (const layout of layouts) {
    const label = findName(layout, slot, context)
    if (label !== undefined) return label
  }
  return undefined
}
