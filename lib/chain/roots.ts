import { keccak256, toHex } from '@/lib/chain/bytes'
import { type Encoded, encodeReceipt, encodeWithdrawal } from '@/lib/chain/encode'
import { orderedTrieRoot } from '@/lib/chain/trie'
import type { Hex, Receipt, Transaction, Withdrawal } from '@/lib/chain/types'

/** A root, or why it cannot be computed from what the node says. */
export type Root = { root: Hex } | { reason: string }

/** Root of the trie over a block's transactions, serialised before (see encodeTransaction). */
export function transactionsRoot(encoded: readonly Encoded[]): Root {
  return rootOf(encoded)
}

/** Root of the trie over a block's receipts, which take their types from the transactions. */
export function receiptsRoot(receipts: readonly Receipt[], transactions: readonly Transaction[]): Root {
  return rootOf(
    receipts.map((receipt, at) => encodeReceipt(receipt, transactions[at]?.type ?? receipt.type ?? 0)),
  )
}

export function withdrawalsRoot(withdrawals: readonly Withdrawal[]): Hex {
  return orderedTrieRoot(withdrawals.map(encodeWithdrawal))
}

/** keccak-256 of the serialised transaction. */
export function transactionHash(encoded: Uint8Array): Hex {
  return toHex(keccak256(encoded))
}

function rootOf(encoded: readonly Encoded[]): Root {
  const values: Uint8Array[] = []
  for (const item of encoded) {
    if ('reason' in item) return { reason: item.reason }
    values.push(item.bytes)
  }
  return { root: orderedTrieRoot(values) }
}
