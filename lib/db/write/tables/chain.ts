import { array, bytes, int, integer, json, optional, text } from '../encode'
import { table } from '../table'

export const block = table('block', {
  number: integer,
  hash: bytes,
  parentHash: bytes,
  timestamp: integer,
  miner: bytes,
  gasUsed: integer,
  gasLimit: integer,
  baseFeePerGas: optional(integer),
  size: optional(int),
  transactionCount: int,
  stateRoot: bytes,
  transactionsRoot: bytes,
  receiptsRoot: bytes,
  extraData: bytes,
  difficulty: integer,
  source: text,
  verification: json,
})

export const transaction = table('transaction', {
  blockNumber: integer,
  index: int,
  hash: bytes,
  from: bytes,
  to: optional(bytes),
  created: optional(bytes),
  value: integer,
  nonce: integer,
  type: int,
  input: bytes,
  gasLimit: integer,
  gasUsed: integer,
  effectiveGasPrice: integer,
  maxFeePerGas: optional(integer),
  maxPriorityFeePerGas: optional(integer),
  status: optional(int),
  error: optional(text),
  logCount: int,
  homeModule: text,
  modules: array(text),
})

export const log = table('log', {
  blockNumber: integer,
  index: int,
  transactionIndex: int,
  address: bytes,
  topic0: optional(bytes),
  topic1: optional(bytes),
  topic2: optional(bytes),
  topic3: optional(bytes),
  data: bytes,
})

export const tokenTransfer = table('token_transfer', {
  blockNumber: integer,
  logIndex: int,
  batchIndex: int,
  transactionIndex: int,
  token: bytes,
  standard: text,
  from: bytes,
  to: bytes,
  amount: integer,
  tokenId: optional(integer),
})

export const token = table('token', {
  blockNumber: integer,
  address: bytes,
  standard: text,
  name: optional(text),
  symbol: optional(text),
  decimals: optional(int),
})

export const contract = table('contract', {
  blockNumber: integer,
  transactionIndex: int,
  address: bytes,
  creator: bytes,
  codeHash: optional(bytes),
})
