import { eachOf, Fields } from '@/lib/chain/fields'
import { parseTransaction } from '@/lib/chain/parse-transaction'
import type { Block, Hex, Log, Receipt, Withdrawal } from '@/lib/chain/types'

/** The part of a block that tells where a chain stands. */
export interface Head {
  number: bigint
  hash: Hex
  parentHash: Hex
  /** unix seconds */
  timestamp: bigint
}

/**
 * Parses what eth_getBlockByNumber or eth_getBlockByHash gave with full transactions. Unknown fields are left alone.
 * @param where the call, for messages: "eth_getBlockByNumber(123)"
 * @throws MalformedAnswerError naming the call and the field
 */
export function parseBlock(raw: unknown, where: string): Block {
  const block = new Fields(raw, where)
  return {
    number: block.counter('number'),
    hash: block.hash('hash'),
    parentHash: block.hash('parentHash'),
    sha3Uncles: block.hash('sha3Uncles'),
    miner: block.address('miner'),
    stateRoot: block.hash('stateRoot'),
    transactionsRoot: block.hash('transactionsRoot'),
    receiptsRoot: block.hash('receiptsRoot'),
    logsBloom: block.data('logsBloom', 256),
    difficulty: block.optionalQuantity('difficulty') ?? 0n,
    gasLimit: block.counter('gasLimit'),
    gasUsed: block.counter('gasUsed'),
    timestamp: block.counter('timestamp'),
    extraData: block.data('extraData'),
    mixHash: block.optionalData('mixHash', 32),
    nonce: block.optionalData('nonce', 8),
    baseFeePerGas: block.optionalQuantity('baseFeePerGas'),
    withdrawalsRoot: block.optionalData('withdrawalsRoot', 32),
    blobGasUsed: block.optionalCounter('blobGasUsed'),
    excessBlobGas: block.optionalCounter('excessBlobGas'),
    parentBeaconBlockRoot: block.optionalData('parentBeaconBlockRoot', 32),
    requestsHash: block.optionalData('requestsHash', 32),
    blockAccessListHash: block.optionalData('blockAccessListHash', 32),
    slotNumber: block.optionalCounter('slotNumber'),
    size: block.optionalIndex('size'),
    uncles: block.has('uncles') ? block.dataList('uncles', 32) : [],
    transactions: block
      .list('transactions')
      .map((item, at) => parseTransaction(item, `${where} transactions[${at}]`)),
    withdrawals: block.has('withdrawals')
      ? block.list('withdrawals').map((item, at) => parseWithdrawal(item, `${where} withdrawals[${at}]`))
      : undefined,
  }
}

/** Number, hashes and time of a block, whatever form its transactions have. */
export function parseHead(raw: unknown, where: string): Head {
  const block = new Fields(raw, where)
  return {
    number: block.counter('number'),
    hash: block.hash('hash'),
    parentHash: block.hash('parentHash'),
    timestamp: block.counter('timestamp'),
  }
}

function parseWithdrawal(raw: unknown, where: string): Withdrawal {
  const withdrawal = new Fields(raw, where)
  return {
    index: withdrawal.quantity('index'),
    validatorIndex: withdrawal.quantity('validatorIndex'),
    address: withdrawal.address('address'),
    amount: withdrawal.quantity('amount'),
  }
}

/** Parses the answer of eth_getBlockReceipts. */
export function parseReceipts(raw: unknown, where: string): Receipt[] {
  return eachOf(raw, where, parseReceipt)
}

/** Parses the answer of eth_getTransactionReceipt. */
export function parseReceipt(raw: unknown, where: string): Receipt {
  const receipt = new Fields(raw, where)
  return {
    transactionHash: receipt.hash('transactionHash'),
    transactionIndex: receipt.index('transactionIndex'),
    blockHash: receipt.hash('blockHash'),
    blockNumber: receipt.counter('blockNumber'),
    type: receipt.optionalIndex('type'),
    from: receipt.address('from'),
    to: receipt.optionalData('to', 20) ?? null,
    contractAddress: receipt.optionalData('contractAddress', 20) ?? null,
    cumulativeGasUsed: receipt.counter('cumulativeGasUsed'),
    gasUsed: receipt.counter('gasUsed'),
    effectiveGasPrice: receipt.optionalQuantity('effectiveGasPrice'),
    status: parseStatus(receipt),
    root: receipt.optionalData('root'),
    logsBloom: receipt.data('logsBloom', 256),
    logs: receipt.list('logs').map((item, at) => parseLog(item, `${where} logs[${at}]`)),
    depositNonce: receipt.optionalQuantity('depositNonce'),
    depositReceiptVersion: receipt.optionalQuantity('depositReceiptVersion'),
  }
}

/** Parses the answer of eth_getLogs. */
export function parseLogs(raw: unknown, where: string): Log[] {
  return eachOf(raw, where, parseLog)
}

/**
 * Parses the header of what eth_getBlockByNumber gave, in whatever form its transactions are there.
 * @throws MalformedAnswerError naming the call and the field
 */
export function parseHeader(raw: unknown, where: string): Omit<Block, 'transactions'> {
  const given = typeof raw === 'object' && raw !== null ? { ...raw, transactions: [] } : raw
  const { transactions: _, ...header } = parseBlock(given, where)
  return header
}

function parseStatus(receipt: Fields): 0 | 1 | undefined {
  const status = receipt.optionalQuantity('status')
  if (status === undefined) return undefined
  if (status === 0n) return 0
  return status === 1n ? 1 : receipt.fail('status', 'is neither 0 nor 1')
}

function parseLog(raw: unknown, where: string): Log {
  const log = new Fields(raw, where)
  const topics = log.dataList('topics', 32)
  if (topics.length > 4) log.fail('topics', 'holds more than 4 items')
  return {
    address: log.address('address'),
    topics,
    data: log.data('data'),
    blockNumber: log.counter('blockNumber'),
    blockHash: log.hash('blockHash'),
    transactionHash: log.hash('transactionHash'),
    transactionIndex: log.index('transactionIndex'),
    index: log.index('logIndex'),
  }
}
