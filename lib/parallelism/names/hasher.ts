import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Word } from './words'

const REMEMBERED = 40_000

/** keccak-256 of hex digits. It remembers, since the same keys are hashed with the same slots block after block. */
export class Hasher {
  readonly #known = new Map<string, Word>()

  /** @param digits an even number of hex digits, without 0x */
  hash(digits: string): Word {
    const known = this.#known.get(digits)
    if (known !== undefined) return known
    const hash = bytesToHex(keccak_256(hexToBytes(digits)))
    if (this.#known.size >= REMEMBERED) this.#known.clear()
    this.#known.set(digits, hash)
    return hash
  }
}

/**
 * How much may still be hashed. Remembered hashes count as well: what is found must depend on the block alone, and
 * not on the blocks before it.
 */
export class Work {
  #left: number

  constructor(hashes: number) {
    this.#left = hashes
  }

  /** Takes one hash; false where none is left. */
  take(): boolean {
    return this.#left-- > 0
  }

  /** A share for one search: what it leaves comes back with `giveBack`. */
  share(most: number): Work {
    const share = Math.max(0, Math.min(most, this.#left))
    this.#left -= share
    return new Work(share)
  }

  giveBack(share: Work): void {
    this.#left += Math.max(0, share.#left)
    share.#left = 0
  }
}
