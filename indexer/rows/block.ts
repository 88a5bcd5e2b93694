import type { Block, Receipt, Transaction } from '@/lib/chain/types'
import type { Verification } from '@/lib/chain/verify'
import type { DerivedRow } from '@/lib/db/write/derived'
import type { Source } from '@/lib/parallelism/types'

/** The row of a block, with how it was verified and where its access sets come from. */
export function blockRow(block: Block, verification: Verification, source: Source): DerivedRow['block'] {
  return {
    number: block.number,
    hash: block.hash,
    parentHash: block.parentHash,
    timestamp: block.timestamp,
    miner: block.miner,
    gasUsed: block.gasUsed,
    gasLimit: block.gasLimit,
    baseFeePerGas: block.baseFeePerGas,
    size: block.size,
    transactionCount: block.transactions.length,
    stateRoot: block.stateRoot,
    transactionsRoot: block.transactionsRoot,
    receiptsRoot: block.receiptsRoot,
    extraData: block.extraData,
    difficulty: block.difficulty,
    source,
    verification,
  }
}

/** What of a transaction follows from the modules in force and from its trace. */
export interface TransactionContext {
  homeModule: string
  modules: string[]
  /** why it reverted, where known */
  error?: string
}

export function transactionRow(
  transaction: Transaction,
  receipt: Receipt,
  context: TransactionContext,
): DerivedRow['transaction'] {
  return {
    blockNumber: transaction.blockNumber,
    index: transaction.index,
    hash: transaction.hash,
    from: transaction.from,
    to: transaction.to,
    created: receipt.contractAddress,
    value: transaction.value,
    nonce: transaction.nonce,
    type: transaction.type,
    input: transaction.input,
    gasLimit: transaction.gas,
    gasUsed: receipt.gasUsed,
    // Before London nodes may leave the price out of the receipt; it is then what the transaction offered.
    effectiveGasPrice: receipt.effectiveGasPrice ?? transaction.gasPrice ?? 0n,
    maxFeePerGas: transaction.maxFeePerGas,
    maxPriorityFeePerGas: transaction.maxPriorityFeePerGas,
    status: receipt.status,
    error: context.error,
    logCount: receipt.logs.length,
    homeModule: context.homeModule,
    modules: context.modules,
  }
}

export function logRows(receipt: Receipt): DerivedRow['log'][] {
  return receipt.logs.map(({ topics, ...log }) => ({
    blockNumber: log.blockNumber,
    index: log.index,
    transactionIndex: log.transactionIndex,
    address: log.address,
    topic0: topics[0],
    topic1: topics[1],
    topic2: topics[2],
    topic3: topics[3],
    data: log.data,
  }))
}
