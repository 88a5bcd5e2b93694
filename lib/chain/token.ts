import { decodeAbiParameters } from 'viem'
import { toBytes } from '@/lib/chain/bytes'
import { cleanText } from '@/lib/chain/text'
import type { Hex } from '@/lib/chain/types'

/** What a token says of itself; null where it does not say, or says nonsense. */
export interface TokenMetadata {
  name: string | null
  symbol: string | null
  decimals: number | null
}

/** Calldata of the optional views of ERC-20. */
export const TOKEN_CALLS = { name: '0x06fdde03', symbol: '0x95d89b41', decimals: '0x313ce567' } as const

const LONGEST_NAME = 80

/** Text that a token's view returned: a string, or bytes32 as the oldest tokens have it. */
export function tokenText(output: Hex): string | null {
  const text = output.length === 66 ? shortText(output) : stringText(output)
  const clean = text === undefined ? '' : cleanText(text, LONGEST_NAME)
  return clean === '' ? null : clean
}

/** Decimals that a token's view returned: 0 to 255. */
export function tokenDecimals(output: Hex): number | null {
  if (output.length !== 66) return null
  const decimals = BigInt(output)
  return decimals <= 255n ? Number(decimals) : null
}

function shortText(output: Hex): string {
  return new TextDecoder().decode(toBytes(output)).replace(/\0+$/, '')
}

function stringText(output: Hex): string | undefined {
  try {
    return decodeAbiParameters([{ type: 'string' }], output)[0]
  } catch {
    return undefined
  }
}
