/** Which keys count and which writes commute (docs/parallelism.md, "Policies"). */
export const POLICIES = ['storage', 'accounts', 'strict'] as const
export type Policy = (typeof POLICIES)[number]
export const DEFAULT_POLICY: Policy = 'accounts'

/** How access sets were obtained: exact, a lower bound, or a guess from addresses and logs. */
export const SOURCES = ['traced', 'access list', 'estimated'] as const
export type Source = (typeof SOURCES)[number]

/** Worker counts that makespans are stored and shown for, in the order of the stored arrays. */
export const WORKERS = [2, 4, 8, 16, 32] as const

/** Home of what no module claims: a contract outside all modules, and an account without code. */
export const UNASSIGNED = 'unassigned'
export const TRANSFER = 'transfer'

/**
 * A state key as a string: `s:<address>:<slot>` (storage), `n:<address>` (nonce), `b:<address>` (balance),
 * `c:<address>` (code). Addresses and slots are lower-case 0x hex, the slot padded to 32 bytes.
 */
export type StateKey = string

/** The access set of one transaction. `credits` are balances that rose; they are in neither reads nor writes. */
export interface AccessSet {
  reads: StateKey[]
  writes: StateKey[]
  credits: StateKey[]
  /** accounts with code, before or after, among the addresses of the keys: lower-case 0x hex */
  contracts: string[]
}

/** What the metrics need to know of a transaction beside its access set. */
export interface TransactionCost {
  /** gas used, from the receipt */
  gas: bigint
  /** address called or created, lower-case 0x hex; undefined for a creation whose address is unknown */
  target?: string
}

/** Module id of a contract at this block, or undefined where no module claims it. */
export type ModuleOf = (contract: string) => string | undefined

export interface BlockMetrics {
  policy: Policy
  transactions: number
  gasUsed: bigint
  edges: number
  conflictedTxs: number
  dependentTxs: number
  components: number
  largestComponent: number
  longestChainTxs: number
  criticalPathGas: bigint
  /** transaction indexes, first to last */
  criticalPath: number[]
  /** gas, one a worker count of WORKERS: larger weight-to-exit first */
  makespanGas: bigint[]
  /** gas, one a worker count of WORKERS: block order */
  blockOrderMakespanGas: bigint[]
  moduleMakespanGas: bigint
  optimisticMakespanGas: bigint[]
  optimisticAborts: number[]
}

export interface ModuleMetrics {
  moduleId: string
  touchingTxs: number
  homeTxs: number
  homeGas: bigint
  crossModuleTxs: number
  edges: number
  conflictedTxs: number
  touchingGas: bigint
  criticalPathGas: bigint
}

export interface ModuleConflict {
  earlierModule: string
  laterModule: string
  edges: number
}

export interface HotKey {
  key: StateKey
  readers: number
  writers: number
  edges: number
  /** gas of the transactions that depend on an earlier one through this key */
  waitingGas: bigint
}

/** One block under one policy. */
export interface BlockAnalysis {
  block: BlockMetrics
  modules: ModuleMetrics[]
  moduleConflicts: ModuleConflict[]
  /** by waitingGas, largest first; ties by key */
  hotKeys: HotKey[]
}
