import { addressOfKey } from '../keys'
import type { AccessSet, StateKey } from '../types'
import { type Carried, carriedBy, MOST_TOUCHERS, type NamingTransaction, ranked } from './candidates'

/** A block as the naming of its keys needs it: access[i] belongs to transactions[i]. */
export interface NamingBlock {
  transactions: readonly NamingTransaction[]
  access: readonly AccessSet[]
}

export interface EmittedLog {
  /** index of the transaction */
  transaction: number
  topics: readonly string[]
}

/** What the keys of a block are named by, each part made when it is first asked for. */
export class BlockView {
  readonly #block: NamingBlock
  readonly #touchers = new Map<StateKey, number[]>()
  readonly #carried = new Map<number, Carried>()
  readonly #writes = new Map<number, ReadonlySet<StateKey>>()
  #logs: Map<string, EmittedLog[]> | undefined

  constructor(block: NamingBlock, keys: readonly StateKey[]) {
    this.#block = block
    for (const key of keys) this.#touchers.set(key, [])
    for (const [i, { reads, writes, credits }] of block.access.entries()) {
      for (const list of [reads, writes, credits]) {
        for (const key of list) {
          const touchers = this.#touchers.get(key)
          if (touchers !== undefined && touchers.at(-1) !== i) touchers.push(i)
        }
      }
    }
  }

  /** What the transactions that touch one of the keys carry, that which most of them carry first. */
  carriedTo(key: StateKey): Carried {
    const touchers = this.#touchers.get(key)?.slice(0, MOST_TOUCHERS) ?? []
    return ranked(touchers.map((i) => this.#carriedBy(i)))
  }

  /** Events of a contract in the block. */
  logsOf(address: string): readonly EmittedLog[] {
    this.#logs ??= byEmitter(this.#block.transactions)
    return this.#logs.get(address) ?? []
  }

  /** Keys that a transaction writes. */
  writesOf(transaction: number): ReadonlySet<StateKey> {
    const known = this.#writes.get(transaction)
    if (known !== undefined) return known
    const writes = new Set(this.#block.access[transaction]?.writes)
    this.#writes.set(transaction, writes)
    return writes
  }

  /** Contracts that emit events in a transaction, or whose storage it touches, in order. */
  contractsIn(transaction: number): string[] {
    const emitters = this.#block.transactions[transaction]?.logs.map(({ address }) => address.toLowerCase())
    const touched = this.#block.access[transaction]?.reads.filter((key) => key.startsWith('s:'))
    return [...new Set([...(emitters ?? []), ...(touched ?? []).map(addressOfKey)])]
  }

  #carriedBy(index: number): Carried {
    const known = this.#carried.get(index)
    if (known !== undefined) return known
    const transaction = this.#block.transactions[index]
    const access = this.#block.access[index]
    const carried =
      transaction === undefined || access === undefined
        ? { words: [], texts: [] }
        : carriedBy(transaction, access)
    this.#carried.set(index, carried)
    return carried
  }
}

function byEmitter(transactions: readonly NamingTransaction[]): Map<string, EmittedLog[]> {
  const logs = new Map<string, EmittedLog[]>()
  for (const [transaction, { logs: emitted }] of transactions.entries()) {
    for (const { address, topics } of emitted) {
      const emitter = address.toLowerCase()
      const list = logs.get(emitter) ?? []
      if (list.length === 0) logs.set(emitter, list)
      list.push({ transaction, topics: topics.map((topic) => topic.toLowerCase()) })
    }
  }
  return logs
}
