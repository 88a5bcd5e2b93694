import { IntList } from './csr'

const SMALLEST_BYTES = 1 << 16
const ALIGNMENT = 8
/** Room beyond what was needed: the next block that is a little larger needs no new piece, for which all of the heap is collected. */
const HEADROOM = 1.25
/** How large a new piece is beside all that was needed before: mostly large enough for the rest of the block, and for the next. */
const GROWTH = 4

/**
 * Memory that analyses of blocks use one after another. What an analysis of a large block would allocate and leave behind
 * costs more, in page faults and in collections of a heap that holds the block, than all of its arithmetic. Arrays are cut
 * from one piece, which has room for the largest analysis so far, and for a few times more where it was begun in the middle of one.
 */
export class Scratch {
  #piece = new ArrayBuffer(0)
  #used = 0
  /** bytes in use, in this piece and in those before, and the most that there were */
  #needed = 0
  #most = 0

  /** Makes all memory free: arrays handed out before are good no more. */
  reset(): void {
    if (this.#most > this.#piece.byteLength) this.#piece = new ArrayBuffer(Math.ceil(this.#most * HEADROOM))
    this.#used = 0
    this.#needed = 0
  }

  /** What `use` gives; the arrays that it took are good no more when it is done. */
  within<Result>(use: () => Result): Result {
    const [piece, used, needed] = [this.#piece, this.#used, this.#needed]
    const result = use()
    // In a piece that was begun meanwhile nothing is free again before the next reset.
    if (this.#piece === piece) this.#used = used
    this.#needed = needed
    return result
  }

  /** `length` integers, whichever. */
  ints(length: number): Int32Array {
    const at = this.#take(length * Int32Array.BYTES_PER_ELEMENT)
    return new Int32Array(this.#piece, at, length)
  }

  /** `length` bytes, whichever. */
  bytes(length: number): Uint8Array {
    const at = this.#take(length)
    return new Uint8Array(this.#piece, at, length)
  }

  /** `length` zeros. */
  zeros(length: number): Int32Array {
    return this.ints(length).fill(0)
  }

  /** `length` numbers, whichever. */
  floats(length: number): Float64Array {
    const at = this.#take(length * Float64Array.BYTES_PER_ELEMENT)
    return new Float64Array(this.#piece, at, length)
  }

  /** An empty list with room for `capacity` items at first. */
  list(capacity: number): IntList {
    return new IntList(capacity, this)
  }

  /** Takes so many bytes of the piece, or of a new one that is larger; gives where they begin. */
  #take(bytes: number): number {
    const aligned = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
    this.#needed += aligned
    this.#most = Math.max(this.#most, this.#needed)
    if (this.#used + aligned > this.#piece.byteLength) {
      this.#piece = new ArrayBuffer(Math.max(this.#needed * GROWTH, SMALLEST_BYTES))
      this.#used = 0
    }
    const at = this.#used
    this.#used += aligned
    return at
  }
}
