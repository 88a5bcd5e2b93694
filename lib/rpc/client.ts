import { Fields } from '@/lib/chain/fields'
import type { Head } from '@/lib/chain/parse'
import { cleanText } from '@/lib/chain/text'
import type { TokenMetadata } from '@/lib/chain/token'
import type { Block, Hex, Receipt } from '@/lib/chain/types'
import { AccessListReader, type GivenList, type ListedRef } from '@/lib/rpc/access-list'
import {
  type BlockRef,
  type HeadTag,
  ReceiptReader,
  readBlock,
  readBlockByHash,
  readHead,
} from '@/lib/rpc/blocks'
import { MethodMissingError, WrongChainError } from '@/lib/rpc/errors'
import { type Probe, probeNode } from '@/lib/rpc/probe'
import { callView, readBalance, readCode, readTokenMetadata } from '@/lib/rpc/state'
import { TraceReader, type TraceResult } from '@/lib/rpc/traces'
import { Transport, type TransportOptions } from '@/lib/rpc/transport'

export interface RpcClientOptions extends TransportOptions {
  /** the chain that the node must be on, where configuration or database knows it */
  chainId?: bigint
  /** milliseconds for the trace of one block */
  traceTimeoutMs?: number
}

/**
 * A node, read-only. Calls made together travel together. Answers are parsed and checked against what was asked.
 * Every method may throw NodeUnreachableError, NotANodeError or a RetryableError; see `mayPass`.
 */
export interface RpcClient {
  /** the node's address as messages may show it, without credentials */
  readonly node: string
  /** @throws WrongChainError where it is not the expected one, or not the one of before */
  chainId(): Promise<bigint>
  /** "unknown" where the node does not say */
  clientVersion(): Promise<string>
  /**
   * The head, after checking in the same request that the chain is still the same.
   * @returns undefined where the node does not know the tag
   * @throws WrongChainError
   */
  head(tag: HeadTag): Promise<Head | undefined>
  /** A block with full transactions; undefined where the node does not have it. */
  block(number: bigint): Promise<Block | undefined>
  blockByHash(hash: Hex): Promise<Block | undefined>
  /** @throws BlockGoneError (retryable) where the chain was reorganised since the block was read; so do the traces */
  receipts(block: BlockRef): Promise<Receipt[]>
  /** prestateTracer: touched state, one result a transaction in order */
  prestate(block: BlockRef): Promise<TraceResult[]>
  /** prestateTracer with diffMode: changed state */
  prestateDiff(block: BlockRef): Promise<TraceResult[]>
  /** The block's access list (EIP-7928), or what the node gave in its place. @throws BlockGoneError */
  accessList(block: ListedRef): Promise<GivenList>
  /** callTracer */
  calls(block: BlockRef): Promise<TraceResult[]>
  /** Output of a view at the end of a block. @throws RpcResponseError where it reverts */
  call(call: { to: Hex; data: Hex }, block: bigint): Promise<Hex>
  /** ERC-20 balance at the end of a block. @throws UserError where the contract is no token there */
  balanceOf(token: Hex, holder: Hex, block: bigint): Promise<bigint>
  code(address: Hex, block: bigint): Promise<Hex>
  tokenMetadata(token: Hex, block: bigint): Promise<TokenMetadata>
  /** Finds out what the node offers: once, at start. */
  probe(): Promise<Probe>
  /** Any other method, unparsed. */
  request(method: string, params: unknown[]): Promise<unknown>
}

/**
 * Makes a client; nothing is sent yet.
 * @throws UserError where the URL is none
 */
export function createRpcClient(url: string, options: RpcClientOptions = {}): RpcClient {
  const transport = new Transport(url, options)
  const receipts = new ReceiptReader(transport)
  const traces = new TraceReader(transport, options.traceTimeoutMs ?? 120_000)
  const accessLists = new AccessListReader(transport)
  let seen: bigint | undefined

  const chainId = async (): Promise<bigint> => {
    const raw = await transport.request('eth_chainId')
    const found = new Fields({ chainId: raw }, 'eth_chainId').counter('chainId')
    if (seen !== undefined && found !== seen) {
      throw new WrongChainError(
        `The node at ${transport.node} has changed from chain ${seen} to chain ${found}. Nothing of it is stored; point RPC_URL at chain ${seen} again.`,
      )
    }
    if (options.chainId !== undefined && found !== options.chainId) {
      throw new WrongChainError(
        `The node at ${transport.node} is on chain ${found}, but chain ${options.chainId} is expected. Correct RPC_URL or the configured chain id.`,
      )
    }
    seen = found
    return found
  }
  const clientVersion = async (): Promise<string> => {
    try {
      const raw = await transport.request('web3_clientVersion')
      return typeof raw === 'string' ? cleanText(raw, 120) : 'unknown'
    } catch (error) {
      if (error instanceof MethodMissingError) return 'unknown'
      throw error
    }
  }

  return {
    node: transport.node,
    chainId,
    clientVersion,
    head: async (tag) => {
      const [head] = await Promise.all([readHead(transport, tag), chainId()])
      return head
    },
    block: (number) => readBlock(transport, number),
    blockByHash: (hash) => readBlockByHash(transport, hash),
    receipts: (block) => receipts.read(block),
    prestate: (block) => traces.read(block, 'prestate'),
    prestateDiff: (block) => traces.read(block, 'prestateDiff'),
    accessList: (block) => accessLists.read(block),
    calls: (block) => traces.read(block, 'calls'),
    call: (call, block) => callView(transport, call, block),
    balanceOf: (token, holder, block) => readBalance(transport, token, holder, block),
    code: (address, block) => readCode(transport, address, block),
    tokenMetadata: (token, block) => readTokenMetadata(transport, token, block),
    probe: async () => {
      const [client] = await Promise.all([clientVersion(), chainId()])
      return probeNode(transport, client)
    },
    request: (method, params) => transport.request(method, params),
  }
}
