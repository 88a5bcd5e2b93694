import { array, bytes, int, integer, optional, text } from '../encode'
import { table } from '../table'

export const blockAccess = table('block_access', {
  blockNumber: integer,
  source: text,
  encoding: int,
  data: bytes,
})

export const transactionAccess = table('transaction_access', {
  blockNumber: integer,
  transactionIndex: int,
  reads: int,
  writes: int,
  credits: int,
  storageReads: int,
  storageWrites: int,
  contracts: int,
})

export const blockMetrics = table('block_metrics', {
  blockNumber: integer,
  policy: text,
  source: text,
  transactions: int,
  gasUsed: integer,
  edges: int,
  conflictedTxs: int,
  dependentTxs: int,
  components: int,
  largestComponent: int,
  longestChainTxs: int,
  criticalPathGas: integer,
  criticalPath: array(int),
  makespanGas: array(integer),
  blockOrderMakespanGas: array(integer),
  moduleMakespanGas: integer,
  optimisticMakespanGas: array(integer),
  optimisticAborts: array(int),
})

export const moduleMetrics = table('module_metrics', {
  blockNumber: integer,
  policy: text,
  moduleId: text,
  touchingTxs: int,
  homeTxs: int,
  homeGas: integer,
  crossModuleTxs: int,
  edges: int,
  conflictedTxs: int,
  touchingGas: integer,
  criticalPathGas: integer,
})

export const moduleConflict = table('module_conflict', {
  blockNumber: integer,
  policy: text,
  earlierModule: text,
  laterModule: text,
  edges: int,
})

export const moduleCall = table('module_call', {
  blockNumber: integer,
  callerModule: text,
  calleeModule: text,
  calls: int,
  staticCalls: int,
  failed: int,
  gas: integer,
  value: integer,
})

export const hotKey = table('hot_key', {
  blockNumber: integer,
  policy: text,
  rank: int,
  kind: text,
  address: bytes,
  slot: optional(bytes),
  label: optional(text),
  moduleId: text,
  readers: int,
  writers: int,
  edges: int,
  waitingGas: integer,
})
