import { Fields } from '@/lib/chain/fields'
import { TOKEN_CALLS, type TokenMetadata, tokenDecimals, tokenText } from '@/lib/chain/token'
import type { Hex } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import { MethodMissingError, RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'
import type { Transport } from '@/lib/rpc/transport'

const BALANCE_OF = '0x70a08231'

/** Calls a view at the end of a block; what it returned. */
export async function callView(
  transport: Transport,
  call: { to: Hex; data: Hex },
  block: bigint,
): Promise<Hex> {
  const raw = await transport.request('eth_call', [call, quantity(block)])
  return new Fields({ output: raw }, `eth_call(${call.to}, block ${block})`).data('output')
}

/** ERC-20 balance of a holder at the end of a block. */
export async function readBalance(
  transport: Transport,
  token: Hex,
  holder: Hex,
  block: bigint,
): Promise<bigint> {
  const output = await callView(
    transport,
    { to: token, data: `${BALANCE_OF}${holder.slice(2).padStart(64, '0')}` },
    block,
  )
  if (output.length !== 66) {
    throw new UserError(
      `The contract ${token} has no balanceOf at block ${block}: it is no ERC-20 token there.`,
    )
  }
  return BigInt(output)
}

/** Code of an account at the end of a block: "0x" where there is none. */
export async function readCode(transport: Transport, address: Hex, block: bigint): Promise<Hex> {
  const raw = await transport.request('eth_getCode', [address, quantity(block)])
  return new Fields({ code: raw }, `eth_getCode(${address}, block ${block})`).data('code')
}

/** What a token says of itself at the end of a block. A view that it lacks, or that fails, is null. */
export async function readTokenMetadata(
  transport: Transport,
  token: Hex,
  block: bigint,
): Promise<TokenMetadata> {
  const ask = async (data: Hex): Promise<Hex> => {
    try {
      return await callView(transport, { to: token, data }, block)
    } catch (error) {
      if (error instanceof RpcResponseError && !(error instanceof MethodMissingError)) return '0x'
      throw error
    }
  }
  const [name, symbol, decimals] = await Promise.all([
    ask(TOKEN_CALLS.name),
    ask(TOKEN_CALLS.symbol),
    ask(TOKEN_CALLS.decimals),
  ])
  return { name: tokenText(name), symbol: tokenText(symbol), decimals: tokenDecimals(decimals) }
}
