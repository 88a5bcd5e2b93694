import { type BloomBits, blockBloom, bloomOf } from '@/lib/chain/bloom'
import { toHex } from '@/lib/chain/bytes'
import { createdAddress } from '@/lib/chain/created'
import type { Block, Log, Receipt, Transaction } from '@/lib/chain/types'

type Outcome = { verdict: 'pass' } | { verdict: 'fail'; reason: string }

/** Whether the receipts are the block's own: one a transaction in its order, gas that adds up, logs without a gap. */
export function checkReceipts(block: Block, receipts: readonly Receipt[]): Outcome {
  const reason = receiptsDiffer(block, receipts)
  return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason }
}

function receiptsDiffer(block: Block, receipts: readonly Receipt[]): string | undefined {
  if (receipts.length !== block.transactions.length) {
    return `${receipts.length} receipts for ${block.transactions.length} transactions`
  }
  let gas = 0n
  let logIndex = 0
  for (const [at, transaction] of block.transactions.entries()) {
    const receipt = receipts[at]
    if (receipt === undefined) return `receipt ${at} is missing`
    const name = `receipt ${at}`
    const reason = receiptDiffers(block, transaction, receipt, at)
    if (reason !== undefined) return `${name} ${reason}`
    gas += receipt.gasUsed
    if (receipt.cumulativeGasUsed !== gas) {
      return `${name} says ${receipt.cumulativeGasUsed} gas so far and the gas used adds up to ${gas}`
    }
    for (const log of receipt.logs) {
      const problem = logDiffers(log, receipt, logIndex)
      if (problem !== undefined) return `${name} ${problem}`
      logIndex++
    }
  }
  // From EIP-7928's fork on a header counts gas otherwise than its receipts (EIP-7778): there is nothing to compare.
  if (block.blockAccessListHash === undefined && gas !== block.gasUsed) {
    return `the receipts use ${gas} gas and the header says ${block.gasUsed}`
  }
  return undefined
}

function receiptDiffers(
  block: Block,
  transaction: Transaction,
  receipt: Receipt,
  at: number,
): string | undefined {
  if (receipt.transactionHash !== transaction.hash) {
    return `belongs to ${receipt.transactionHash} and the transaction is ${transaction.hash}`
  }
  if (receipt.transactionIndex !== at) return `says that it has index ${receipt.transactionIndex}`
  if (receipt.blockHash !== block.hash || receipt.blockNumber !== block.number) {
    return `says that it is in block ${receipt.blockNumber} (${receipt.blockHash})`
  }
  if (receipt.type !== undefined && receipt.type !== transaction.type) {
    return `has type ${receipt.type} and its transaction ${transaction.type}`
  }
  if (receipt.from !== transaction.from)
    return `is from ${receipt.from} and its transaction from ${transaction.from}`
  if (receipt.to !== transaction.to) return `is to ${receipt.to} and its transaction to ${transaction.to}`
  if (receipt.contractAddress !== null) {
    const made = transaction.to === null ? createdAddress(transaction.from, transaction.nonce) : null
    if (receipt.contractAddress !== made) {
      return `names the contract ${receipt.contractAddress} and its transaction makes ${made ?? 'none'}`
    }
  }
  return undefined
}

function logDiffers(log: Log, receipt: Receipt, index: number): string | undefined {
  if (log.index !== index) return `has a log of index ${log.index} where ${index} is next`
  if (log.transactionHash !== receipt.transactionHash || log.transactionIndex !== receipt.transactionIndex) {
    return `has a log that says it is of transaction ${log.transactionIndex} (${log.transactionHash})`
  }
  if (log.blockHash !== receipt.blockHash || log.blockNumber !== receipt.blockNumber) {
    return `has a log that says it is in block ${log.blockNumber} (${log.blockHash})`
  }
  return undefined
}

/** Whether each receipt's bloom filter is that of its logs, and the header's is theirs together. */
export function checkLogsBloom(block: Block, receipts: readonly Receipt[]): Outcome {
  const seen: BloomBits = new Map()
  const blooms = receipts.map((receipt) => bloomOf(receipt.logs, seen))
  for (const [at, bloom] of blooms.entries()) {
    if (toHex(bloom) !== receipts[at]?.logsBloom) {
      return { verdict: 'fail', reason: `the bloom filter of receipt ${at} is not that of its logs` }
    }
  }
  return blockBloom(blooms) === block.logsBloom
    ? { verdict: 'pass' }
    : { verdict: 'fail', reason: 'the bloom filter of the header is not that of the logs' }
}
