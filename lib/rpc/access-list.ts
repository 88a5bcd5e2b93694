import type { AccessListEvidence } from '@/lib/chain/check-access-list'
import { parseHead } from '@/lib/chain/parse'
import type { Hex } from '@/lib/chain/types'
import { parseAccessList } from '@/lib/parallelism/access-list/parse'
import { accessListHash } from '@/lib/parallelism/access-list/rlp'
import type { BlockAccessList } from '@/lib/parallelism/access-list/types'
import { MalformedAccessListError } from '@/lib/parallelism/errors'
import type { BlockRef } from '@/lib/rpc/blocks'
import { BlockGoneError, MethodMissingError, RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'
import type { Transport } from '@/lib/rpc/transport'

/** A block as far as it takes to ask for its access list. */
export type ListedRef = BlockRef & { blockAccessListHash?: Hex }

/** The list that the header names, or what was there in its place. */
export type GivenList = { list: BlockAccessList; hash: Hex } | Exclude<AccessListEvidence, { hash: Hex }>

/** Who serves lists, and how: the specified methods first (execution-apis), then those of clients of before it. */
const QUESTIONS: readonly { method: string; by: 'hash' | 'number' }[] = [
  { method: 'eth_getBlockAccessList', by: 'hash' },
  { method: 'eth_getBlockAccessList', by: 'number' },
  { method: 'debug_getRawBlockAccessList', by: 'number' },
  { method: 'eth_getBlockAccessListByBlockHash', by: 'hash' },
  { method: 'eth_getBlockAccessListByHash', by: 'hash' },
]

/** Access lists of blocks, by whichever method the node offers. */
export class AccessListReader {
  readonly #missing = new Set<string>()
  /** the question that was answered last */
  #answered = 0

  constructor(private readonly transport: Transport) {}

  /** Whether the node has any of the methods; a list is not needed for that. */
  async isOffered(block: ListedRef): Promise<boolean> {
    if (block.blockAccessListHash !== undefined) return !('unread' in (await this.read(block)))
    for (const question of QUESTIONS) await this.#ask(block, question)
    return QUESTIONS.some(({ method }) => !this.#missing.has(method))
  }

  /**
   * The access list that the block's header names, by whatever method gives it. Where none does, the first wrong answer
   * counts, and without one why there is no list.
   * @throws BlockGoneError where the chain was reorganised since the block was read
   */
  async read(block: ListedRef): Promise<GivenList> {
    let wrong: GivenList | undefined
    let refusal: string | undefined
    const start = this.#answered
    for (let step = 0; step < QUESTIONS.length; step++) {
      const at = (start + step) % QUESTIONS.length
      const question = QUESTIONS[at]
      if (question === undefined || this.#missing.has(question.method)) continue
      const answer = await this.#ask(block, question)
      if ('refusal' in answer) {
        refusal ??= answer.refusal
        continue
      }
      const given = understood(answer.raw, block)
      if ('hash' in given && given.hash === block.blockAccessListHash) {
        this.#answered = at
        return given
      }
      wrong ??= given
    }
    if (wrong === undefined) return { unread: refusal ?? 'the node offers no block access lists' }
    await this.#expectThere(block)
    return wrong
  }

  async #ask(
    block: ListedRef,
    { method, by }: (typeof QUESTIONS)[number],
  ): Promise<{ raw: unknown } | { refusal: string }> {
    try {
      const param = by === 'hash' ? block.hash : quantity(block.number)
      const raw = await this.transport.request(method, [param], { alone: true })
      return raw === null ? { refusal: `the node has no access list of the block (${method})` } : { raw }
    } catch (error) {
      if (!(error instanceof RpcResponseError)) throw error
      if (error instanceof MethodMissingError) this.#missing.add(method)
      return { refusal: `the node gives no access list: ${method}: ${error.answer}` }
    }
  }

  /** A list asked for by number may be that of another block, if the chain has changed. */
  async #expectThere(block: ListedRef): Promise<void> {
    const raw = await this.transport.request('eth_getBlockByNumber', [quantity(block.number), false])
    const found = raw === null ? undefined : parseHead(raw, `eth_getBlockByNumber(${block.number})`).hash
    if (found !== block.hash) throw new BlockGoneError(block.number, block.hash, this.transport.node)
  }
}

function understood(raw: unknown, { number, transactions }: ListedRef): GivenList {
  try {
    const list = parseAccessList(raw, { block: number, transactions: transactions.length })
    return { list, hash: accessListHash(list) }
  } catch (error) {
    if (error instanceof MalformedAccessListError) return { malformed: error.message }
    throw error
  }
}
