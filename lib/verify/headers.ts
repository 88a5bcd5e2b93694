import { headerHash } from '@/lib/chain/header'
import { parseHeader } from '@/lib/chain/parse'
import type { Hex } from '@/lib/chain/types'
import { RetryableError, UserError } from '@/lib/errors'
import type { RpcClient } from '@/lib/rpc/client'
import { quantity } from '@/lib/rpc/quantity'

/** A header that hashes to its block's hash. */
export interface Header {
  number: bigint
  hash: Hex
  parentHash: Hex
  /** unix seconds */
  timestamp: bigint
  logsBloom: Hex
}

const BATCH = 100n

/** A header of the node, hashed again. @throws UserError where it is not what its hash says */
export async function readHeader(rpc: RpcClient, number: bigint): Promise<Header> {
  const where = `eth_getBlockByNumber(${number})`
  const raw = await rpc.request('eth_getBlockByNumber', [quantity(number), false])
  if (raw === null) throw new UserError(`The node at ${rpc.node} does not have block ${number}.`)
  const { mixHash, nonce, ...header } = parseHeader(raw, where)
  if (mixHash === undefined || nonce === undefined) {
    throw new UserError(
      `The node at ${rpc.node} leaves fields of block ${number} out: it cannot be verified.`,
    )
  }
  const hash = headerHash({ ...header, mixHash, nonce })
  if (header.number !== number || header.hash !== hash) {
    throw new UserError(
      `The node at ${rpc.node} gives a false block ${number}: its header hashes to ${hash}, and it is called ${header.hash}. Use another node.`,
    )
  }
  return {
    number,
    hash,
    parentHash: header.parentHash,
    timestamp: header.timestamp,
    logsBloom: header.logsBloom,
  }
}

/**
 * The headers from `first` to `last`, in order, each hashed again and the child of the one before: the last one's hash stands for
 * all of them.
 * @throws UserError where one is not what its hash says, RetryableError where they do not link
 */
export async function* linkedHeaders(rpc: RpcClient, first: bigint, last: bigint): AsyncGenerator<Header> {
  let parent: Header | undefined
  for (let from = first; from <= last; from += BATCH) {
    const count = Number(last - from + 1n < BATCH ? last - from + 1n : BATCH)
    const batch = await Promise.all(
      Array.from({ length: count }, (_, at) => readHeader(rpc, from + BigInt(at))),
    )
    for (const header of batch) {
      if (parent !== undefined && header.parentHash !== parent.hash) {
        throw new RetryableError(
          `The node at ${rpc.node} gives a block ${header.number} that is not the child of its block ${parent.number}: the chain was reorganised meanwhile, or the node contradicts itself. Try again.`,
        )
      }
      parent = header
      yield header
    }
  }
}
