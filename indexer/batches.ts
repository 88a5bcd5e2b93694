/** Blocks that one transaction stores at most, unless told otherwise. */
export const MOST_BLOCKS = 50n
const MOST_TRANSACTIONS = 2000

/** Chooses how many blocks to take at once, so that a batch holds about as many transactions whatever the chain. */
export class BatchSize {
  #perBlock = 0
  #singly: number

  /**
   * @param most blocks in a batch at most
   * @param careful after a failure: blocks come one by one first, so that all before a bad one are stored
   */
  constructor(
    readonly most = MOST_BLOCKS,
    careful = false,
  ) {
    this.#singly = careful ? Number(most) : 0
  }

  /** Last block of the batch that begins at `from`, at most `head`. */
  end(from: bigint, head: bigint): bigint {
    if (this.#singly > 0) return from
    const fitting = BigInt(Math.max(1, Math.floor(MOST_TRANSACTIONS / Math.max(1, this.#perBlock))))
    const count = fitting < this.most ? fitting : this.most
    const last = from + count - 1n
    return last < head ? last : head
  }

  /** Learns from a batch that was read. */
  learn(blocks: number, transactions: number): void {
    this.#singly -= blocks
    this.#perBlock = transactions / Math.max(1, blocks)
  }
}
