import { MalformedAnswerError } from '@/lib/chain/fields'
import { type Head, parseBlock, parseHead, parseReceipt, parseReceipts } from '@/lib/chain/parse'
import type { Block, Hex, Receipt } from '@/lib/chain/types'
import { BlockGoneError, MethodMissingError, RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'
import { misfit } from '@/lib/rpc/still-there'
import type { Transport } from '@/lib/rpc/transport'

/** A block as far as it takes to ask a node about it. */
export type BlockRef = Pick<Block, 'number' | 'hash'> & { transactions: readonly { hash: Hex }[] }

export type HeadTag = 'latest' | 'safe' | 'finalized'

/** The head that a tag stands for; undefined where the node does not know the tag, or has no such block yet. */
export async function readHead(transport: Transport, tag: HeadTag): Promise<Head | undefined> {
  try {
    const raw = await transport.request('eth_getBlockByNumber', [tag, false])
    return raw === null ? undefined : parseHead(raw, `eth_getBlockByNumber(${tag})`)
  } catch (error) {
    if (tag !== 'latest' && error instanceof RpcResponseError) return undefined
    throw error
  }
}

/** A block with full transactions; undefined where the node does not have it. */
export async function readBlock(transport: Transport, number: bigint): Promise<Block | undefined> {
  const where = `eth_getBlockByNumber(${number})`
  const raw = await transport.request('eth_getBlockByNumber', [quantity(number), true])
  if (raw === null) return undefined
  const block = parseBlock(raw, where)
  if (block.number !== number)
    throw new MalformedAnswerError(`${where}: the node gave block ${block.number} instead`)
  return block
}

export async function readBlockByHash(transport: Transport, hash: Hex): Promise<Block | undefined> {
  const where = `eth_getBlockByHash(${hash})`
  const raw = await transport.request('eth_getBlockByHash', [hash, true])
  if (raw === null) return undefined
  const block = parseBlock(raw, where)
  if (block.hash !== hash)
    throw new MalformedAnswerError(`${where}: the node gave block ${block.hash} instead`)
  return block
}

/**
 * Receipts of a block in the order of its transactions, in one call where the node offers it.
 * @throws BlockGoneError where the chain was reorganised since the block was read
 */
export class ReceiptReader {
  /** undefined until it has been tried */
  private blockReceipts: boolean | undefined

  constructor(private readonly transport: Transport) {}

  async read(block: BlockRef): Promise<Receipt[]> {
    if (block.transactions.length === 0) return []
    const receipts = this.blockReceipts === false ? await this.oneByOne(block) : await this.together(block)
    const foreign = receipts.findIndex(({ blockHash }) => blockHash !== block.hash)
    if (foreign >= 0) {
      const name = `transaction ${foreign} (${block.transactions[foreign]?.hash ?? 'not in the block'})`
      const problem = `block ${block.number}, ${name}: blockHash of its receipt is ${receipts[foreign]?.blockHash}`
      throw await misfit(this.transport, block, problem)
    }
    return receipts
  }

  private async together(block: BlockRef): Promise<Receipt[]> {
    try {
      const raw = await this.transport.request('eth_getBlockReceipts', [quantity(block.number)])
      this.blockReceipts = true
      if (raw === null) throw new BlockGoneError(block.number, block.hash, this.transport.node)
      return parseReceipts(raw, `eth_getBlockReceipts(${block.number})`)
    } catch (error) {
      if (!(error instanceof MethodMissingError) || this.blockReceipts === true) throw error
      this.blockReceipts = false
      return this.oneByOne(block)
    }
  }

  private oneByOne(block: BlockRef): Promise<Receipt[]> {
    return Promise.all(
      block.transactions.map(async ({ hash }) => {
        const raw = await this.transport.request('eth_getTransactionReceipt', [hash])
        if (raw === null) throw new BlockGoneError(block.number, block.hash, this.transport.node)
        return parseReceipt(raw, `eth_getTransactionReceipt(${hash})`)
      }),
    )
  }
}
