import { databaseFailure } from '@/lib/db/failure'
import type { Pool } from '@/lib/db/write/connection'
import { type HeadSample, sampleSecond, storeSample } from '@/lib/db/write/head-samples'
import { type HeadStatus, reportStatus, type StatusReport } from '@/lib/db/write/status'
import type { Say } from './log'

const BEAT_MS = 1000

/**
 * Keeps chain_status true: the head, what is wrong, and when the indexer last showed life. The heartbeat is the time of the last
 * step of the work itself, so that a loop that hangs stops beating although its timer runs.
 */
export class Health {
  #chainId: bigint | undefined
  #pending: Partial<StatusReport> = {}
  #seenAt = new Date()
  #writtenSeenAt: Date | undefined
  #rpcError: string | null | undefined
  #indexerError: string | null | undefined
  #writing = Promise.resolve()
  #sample: HeadSample | undefined
  #sampledAt = 0n
  #samplesLost = false
  readonly #timer: NodeJS.Timeout

  constructor(
    readonly pool: Pool,
    readonly say: Say,
  ) {
    this.#timer = setInterval(() => void this.flush(), BEAT_MS)
  }

  /** Reports are kept until it is known which chain they are about. */
  about(chainId: bigint): void {
    this.#chainId = chainId
  }

  /** The work goes on. */
  beat(): void {
    this.#seenAt = new Date()
  }

  /** The node answered, with this head. */
  head(head: HeadStatus): void {
    this.beat()
    this.#pending.head = head
    this.#pending.rpcAnsweredAt = this.#seenAt
    this.rpcError(null)
  }

  /** What the node says of its head just now, to be seen over time. */
  sample(sample: HeadSample): void {
    this.#sample = sample
  }

  /** A block was refused because it does not verify. */
  refused(): void {
    this.#pending.refusedBlocks = (this.#pending.refusedBlocks ?? 0n) + 1n
  }

  /** One sentence while the node cannot be used, null when it can; said once in the log. */
  rpcError(sentence: string | null): void {
    this.beat()
    if (this.#rpcError === sentence) return
    if (sentence !== null) this.say(sentence)
    else if (this.#rpcError) this.say('The node answers again.')
    this.#rpcError = sentence
    this.#pending.rpcError = sentence
    void this.flush()
  }

  /** One sentence while the indexer cannot go on, null when it does; said once in the log. */
  indexerError(sentence: string | null): void {
    this.beat()
    if (this.#indexerError === sentence) return
    if (sentence !== null) this.say(sentence)
    else if (this.#indexerError) this.say('The indexer goes on.')
    this.#indexerError = sentence
    this.#pending.indexerError = sentence
    void this.flush()
  }

  /** Writes what is new. A database that does not answer is the main loop's to report: its reports wait here. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async #write(): Promise<void> {
    const chainId = this.#chainId
    if (chainId === undefined || this.#writtenSeenAt === this.#seenAt) return
    const pending = this.#pending
    const seenAt = this.#seenAt
    this.#pending = {}
    try {
      await reportStatus(this.pool, chainId, { ...pending, seenAt })
      this.#writtenSeenAt = seenAt
    } catch {
      const refusedBlocks = (pending.refusedBlocks ?? 0n) + (this.#pending.refusedBlocks ?? 0n)
      this.#pending = { ...pending, ...this.#pending, ...(refusedBlocks > 0n && { refusedBlocks }) }
      return
    }
    await this.#writeSample(chainId, seenAt)
  }

  /** A sample is of its moment: one that cannot be written is not written later, and that is said once. */
  async #writeSample(chainId: bigint, at: Date): Promise<void> {
    const sample = this.#sample
    const second = sampleSecond(BigInt(Math.floor(at.getTime() / 1000)))
    this.#sample = undefined
    if (sample === undefined || second === this.#sampledAt) return
    this.#sampledAt = second
    try {
      await storeSample(this.pool, chainId, second, sample)
      if (this.#samplesLost) this.say('What the node says of its head is stored again.')
      this.#samplesLost = false
    } catch (error) {
      const reason = databaseFailure(error) ?? (error instanceof Error ? error.message : String(error))
      if (!this.#samplesLost) {
        this.say(
          `What the node says of its head cannot be stored, which leaves a gap in its finality: ${reason}`,
        )
      }
      this.#samplesLost = true
    }
  }

  /** Stops beating, after what is pending has been written. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }
}
