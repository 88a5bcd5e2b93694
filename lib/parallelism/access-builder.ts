import { balanceKey, codeKey, nonceKey, storageKey } from './keys'
import type { AccessSet, StateKey } from './types'

/** State keys of a block, each as one string however often it occurs: what makes comparing them cheap. */
export class KeyCache {
  readonly #slots = new Map<string, Map<string, StateKey>>()
  readonly #nonces = new Map<string, StateKey>()
  readonly #balances = new Map<string, StateKey>()
  readonly #codes = new Map<string, StateKey>()

  slot(address: string, slot: string): StateKey {
    let slots = this.#slots.get(address)
    if (slots === undefined) {
      slots = new Map()
      this.#slots.set(address, slots)
    }
    return remembered(slots, slot, () => storageKey(address, slot))
  }

  nonce = (address: string): StateKey => remembered(this.#nonces, address, () => nonceKey(address))
  balance = (address: string): StateKey => remembered(this.#balances, address, () => balanceKey(address))
  code = (address: string): StateKey => remembered(this.#codes, address, () => codeKey(address))
}

/** Collects one transaction's access set. */
export class AccessBuilder {
  readonly #reads = new Set<StateKey>()
  readonly #writes = new Set<StateKey>()
  readonly #credits = new Set<StateKey>()
  readonly #contracts = new Set<string>()

  read(key: StateKey): void {
    this.#reads.add(key)
  }

  write(key: StateKey): void {
    this.#writes.add(key)
  }

  /** A read-modify-write. */
  update(key: StateKey): void {
    this.#reads.add(key)
    this.#writes.add(key)
  }

  credit(key: StateKey): void {
    this.#credits.add(key)
  }

  contract(address: string): void {
    this.#contracts.add(address)
  }

  /** Keys both read and written come first in both lists and in the same order (see indexAccess). */
  build(): AccessSet {
    const both = [...this.#writes].filter((key) => this.#reads.has(key))
    return {
      reads: [...both, ...[...this.#reads].filter((key) => !this.#writes.has(key))],
      writes: [...both, ...[...this.#writes].filter((key) => !this.#reads.has(key))],
      credits: [...this.#credits],
      contracts: [...this.#contracts],
    }
  }
}

function remembered(map: Map<string, StateKey>, name: string, make: () => StateKey): StateKey {
  const known = map.get(name)
  if (known !== undefined) return known
  const made = make()
  map.set(name, made)
  return made
}
