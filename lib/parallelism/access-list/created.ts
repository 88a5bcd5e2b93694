import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { Hex } from '@/lib/chain/types'
import type { BlockAccessList } from './types'

/** First bytes of the code that an EIP-7702 authorization sets: no contract is created by it. */
const DELEGATION = '0xef0100'

/**
 * Contracts that transactions created, with keccak-256 of their code: accounts whose nonce and code change at the same
 * index (a creation sets the nonce, EIP-161). Those created without code are not told from other accounts.
 */
export function createdInList(
  list: BlockAccessList,
  transactions: number,
): { address: Hex; codeHash: Hex }[][] {
  const created: { address: Hex; codeHash: Hex }[][] = Array.from({ length: transactions }, () => [])
  for (const { address, codeChanges, nonceChanges } of list) {
    for (const { index, code } of codeChanges) {
      if (code === '0x' || code.startsWith(DELEGATION)) continue
      if (!nonceChanges.some((change) => change.index === index)) continue
      created[index - 1]?.push({ address: hexOf(address), codeHash: toHex(keccak256(toBytes(hexOf(code)))) })
    }
  }
  return created
}

function hexOf(text: string): Hex {
  return `0x${text.slice(2)}`
}
