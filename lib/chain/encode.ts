import { encodeRlp, type RlpItem } from '@/lib/chain/rlp'
import type { Receipt, Transaction, Withdrawal } from '@/lib/chain/types'

/** Type of the deposit transactions of the OP Stack. */
const OP_DEPOSIT = 126

/** The bytes that a block's trie holds, or why they cannot be made from what the node says. */
export type Encoded = { bytes: Uint8Array } | { reason: string }

/** The signed EIP-2718 envelope of a transaction; its keccak-256 is the transaction's hash. */
export function encodeTransaction(transaction: Transaction): Encoded {
  const { type } = transaction
  if (type === OP_DEPOSIT) return encodeDeposit(transaction)
  if (type < 0 || type > 4) return { reason: `transactions of type ${type} have no known serialisation` }
  const { r, s, v } = transaction
  if (r === undefined || s === undefined)
    return { reason: `transaction ${transaction.hash} carries no signature` }
  if (type === 0) {
    if (v === undefined) return { reason: `transaction ${transaction.hash} carries no signature` }
    const { nonce, gasPrice, gas, to, value, input } = transaction
    if (gasPrice === undefined) return missing(transaction, 'gasPrice')
    return { bytes: encodeRlp([nonce, gasPrice, gas, to, value, input, v, r, s]) }
  }
  const payload = typedPayload(transaction)
  if ('reason' in payload) return payload
  const parity = transaction.yParity !== undefined ? BigInt(transaction.yParity) : v
  if (parity === undefined) return { reason: `transaction ${transaction.hash} carries no signature` }
  return { bytes: envelope(type, [...payload.fields, parity, r, s]) }
}

function typedPayload(transaction: Transaction): { fields: RlpItem[] } | { reason: string } {
  const { type, chainId, nonce, gas, to, value, input } = transaction
  if (chainId === undefined) return missing(transaction, 'chainId')
  const accessList = (transaction.accessList ?? []).map((entry) => [entry.address, entry.storageKeys])
  if (type === 1) {
    if (transaction.gasPrice === undefined) return missing(transaction, 'gasPrice')
    return { fields: [chainId, nonce, transaction.gasPrice, gas, to, value, input, accessList] }
  }
  const { maxFeePerGas, maxPriorityFeePerGas } = transaction
  if (maxFeePerGas === undefined) return missing(transaction, 'maxFeePerGas')
  if (maxPriorityFeePerGas === undefined) return missing(transaction, 'maxPriorityFeePerGas')
  const fields = [chainId, nonce, maxPriorityFeePerGas, maxFeePerGas, gas, to, value, input, accessList]
  if (type === 2) return { fields }
  if (type === 3) {
    const { maxFeePerBlobGas, blobVersionedHashes } = transaction
    if (maxFeePerBlobGas === undefined) return missing(transaction, 'maxFeePerBlobGas')
    if (blobVersionedHashes === undefined) return missing(transaction, 'blobVersionedHashes')
    return { fields: [...fields, maxFeePerBlobGas, blobVersionedHashes] }
  }
  const { authorizationList } = transaction
  if (authorizationList === undefined) return missing(transaction, 'authorizationList')
  const authorizations = authorizationList.map((a) => [
    a.chainId,
    a.address,
    a.nonce,
    BigInt(a.yParity),
    a.r,
    a.s,
  ])
  return { fields: [...fields, authorizations] }
}

/** OP Stack specification, "Deposited transaction type". */
function encodeDeposit(transaction: Transaction): Encoded {
  const { sourceHash, from, to, mint, value, gas, isSystemTx, input } = transaction
  if (sourceHash === undefined) return missing(transaction, 'sourceHash')
  const system = isSystemTx === true ? 1n : 0n
  return { bytes: envelope(OP_DEPOSIT, [sourceHash, from, to, mint ?? 0n, value, gas, system, input]) }
}

/** A receipt as the receipts trie holds it: EIP-658 status, or the state root before Byzantium. */
export function encodeReceipt(receipt: Receipt, type: number): Encoded {
  if ((type < 0 || type > 4) && type !== OP_DEPOSIT) {
    return { reason: `receipts of type ${type} have no known serialisation` }
  }
  const outcome = receipt.status !== undefined ? BigInt(receipt.status) : receipt.root
  if (outcome === undefined) {
    return { reason: `the receipt of ${receipt.transactionHash} carries neither status nor state root` }
  }
  const logs = receipt.logs.map((log) => [log.address, log.topics, log.data])
  const fields: RlpItem[] = [outcome, receipt.cumulativeGasUsed, receipt.logsBloom, logs]
  if (type === OP_DEPOSIT && receipt.depositReceiptVersion !== undefined) {
    fields.push(receipt.depositNonce ?? 0n, receipt.depositReceiptVersion)
  }
  return { bytes: type === 0 ? encodeRlp(fields) : envelope(type, fields) }
}

export function encodeWithdrawal(withdrawal: Withdrawal): Uint8Array {
  return encodeRlp([withdrawal.index, withdrawal.validatorIndex, withdrawal.address, withdrawal.amount])
}

function envelope(type: number, fields: RlpItem[]): Uint8Array {
  const payload = encodeRlp(fields)
  const out = new Uint8Array(1 + payload.length)
  out[0] = type
  out.set(payload, 1)
  return out
}

function missing(transaction: Transaction, field: string): { reason: string } {
  return { reason: `transaction ${transaction.hash} carries no ${field}` }
}
