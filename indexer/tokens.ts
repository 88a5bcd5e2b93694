import { tokenTransfers } from '@/lib/chain/decode'
import type { TokenMetadata } from '@/lib/chain/token'
import type { Hex, Log } from '@/lib/chain/types'
import type { Rows } from '@/lib/db/write/derived'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'
import type { Knowledge } from './knowledge'

/** Adds the token transfers of a block, and the tokens that it moves for the first time. */
export async function addTokens(
  rows: Rows,
  logs: readonly Log[],
  blockNumber: bigint,
  knowledge: Knowledge,
  rpc: RpcClient,
): Promise<void> {
  const transfers = tokenTransfers(logs)
  rows.tokenTransfer.push(...transfers.map((transfer) => ({ ...transfer, tokenId: transfer.tokenId })))
  const fresh = new Map(
    transfers
      .filter(({ token }) => !knowledge.tokens.has(token))
      .map((transfer) => [transfer.token, transfer]),
  )
  await Promise.all(
    [...fresh].map(async ([address, { standard }]) => {
      const { name, symbol, decimals } = await metadata(rpc, address, blockNumber)
      knowledge.tokens.add(address)
      rows.token.push({ blockNumber, address, standard, name, symbol, decimals })
    }),
  )
}

/** A node that answers no calls, or none at that block, leaves a token without a name. */
async function metadata(rpc: RpcClient, token: Hex, block: bigint): Promise<TokenMetadata> {
  try {
    return await rpc.tokenMetadata(token, block)
  } catch (error) {
    if (error instanceof RpcResponseError) return { name: null, symbol: null, decimals: null }
    throw error
  }
}
