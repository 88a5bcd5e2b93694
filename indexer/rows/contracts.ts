import type { CallOutcome } from '@/lib/chain/calls'
import type { Hex, Receipt, Transaction } from '@/lib/chain/types'
import type { DerivedRow } from '@/lib/db/write/derived'

/** The contracts that a transaction created: those of its call trace, or where there is none the one of its receipt. */
export function contractRows(
  transaction: Transaction,
  receipt: Receipt,
  calls: CallOutcome | undefined,
): DerivedRow['contract'][] {
  const created = new Set<Hex>(calls?.created)
  if (receipt.contractAddress !== null && receipt.status !== 0) created.add(receipt.contractAddress)
  return [...created].map((address) => ({
    blockNumber: transaction.blockNumber,
    transactionIndex: transaction.index,
    address,
    creator: transaction.from,
    codeHash: null,
  }))
}
