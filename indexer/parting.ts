import type { Head } from '@/lib/chain/parse'
import type { Checkpoint } from '@/lib/db/write/checkpoint'
import { findBlockHash, findFirstBlock, removeAbove } from '@/lib/db/write/reorg'
import { RetryableError } from '@/lib/errors'
import { findCommonAncestor } from './ancestor'
import { hashAt } from './read'
import type { Session } from './session'
import { wait } from './wait'

const UNEXPLAINED = 5
const UNEXPLAINED_WAIT_MS = 200

/** Tells whether the node's chain has parted from the stored one, where, and takes the stored one back to there. */
export class Parting {
  #suspected = false
  #unexplained = 0
  #shorterSince: number | undefined

  constructor(
    readonly session: Session,
    readonly rollbackGraceMs: number,
  ) {}

  /** A block did not follow the checkpoint, or went away while it was read. */
  suspect(): void {
    this.#suspected = true
  }

  /** A batch followed the checkpoint. */
  calm(): void {
    this.#suspected = false
    this.#unexplained = 0
  }

  /**
   * The common ancestor, if the chains have parted; else undefined. A node that is merely shorter, with the same blocks as far as it
   * goes, may be one of several behind one address and a little late: it counts as rolled back when it stays so.
   */
  async find(position: Checkpoint, head: Head): Promise<Checkpoint | undefined> {
    const { writer, chainId, rpc, config } = this.session
    const shorter = head.number < position.number
    if (!shorter) this.#shorterSince = undefined
    const stored = (number: bigint) => findBlockHash(writer.client, chainId, number)
    const at = shorter ? head.number : position.number
    const theirs = head.number === at ? head.hash : this.#suspected ? await hashAt(rpc, at) : position.hash
    const first = await findFirstBlock(writer.client, chainId, config.startBlock ?? 0n)
    if (first === undefined) return undefined
    if (head.number < first.number) throw this.#tooShort(head, first.number)
    if (theirs !== undefined && (shorter ? await stored(at) : position.hash) === theirs) {
      if (shorter) return this.#isOver() ? { number: at, hash: theirs } : undefined
      if (this.#suspected) await this.#wonder(position)
      return undefined
    }
    return findCommonAncestor(at, first, stored, (number) => hashAt(rpc, number))
  }

  /** Removes what lies above the common ancestor, and says so. */
  async goBack(from: Checkpoint, common: Checkpoint): Promise<Checkpoint | undefined> {
    const { writer, rpc, say } = this.session
    const replacedByHash = await hashAt(rpc, common.number + 1n)
    const { depth, checkpoint } = await removeAbove(writer, {
      from,
      common,
      replacedByHash,
      detectedAt: new Date(),
    })
    this.calm()
    this.#shorterSince = undefined
    const blocks = depth === 1 ? '1 block' : `${depth} blocks`
    const what = replacedByHash === undefined ? 'was rolled back' : 'was reorganised'
    const where =
      checkpoint === undefined ? 'and shares no block with the stored one' : `above block ${common.number}`
    say(`The chain ${what} ${where}: ${blocks} removed.`)
    return checkpoint
  }

  #isOver(): boolean {
    this.#shorterSince ??= Date.now()
    return Date.now() - this.#shorterSince >= this.rollbackGraceMs
  }

  async #wonder(position: Checkpoint): Promise<void> {
    if (++this.#unexplained >= UNEXPLAINED) {
      throw new RetryableError(
        `The node at ${this.session.rpc.node} has block ${position.number} as it is stored, and gives a next block that does not follow it.`,
      )
    }
    await wait(UNEXPLAINED_WAIT_MS, this.session.signal)
  }

  #tooShort(head: Head, first: bigint): Error {
    return new RetryableError(
      `The node at ${this.session.rpc.node} has its head at block ${head.number}, below block ${first}, the first one stored: it may still be synchronising. Nothing is removed.`,
    )
  }
}
