/** Bytes as lower-case 0x hex: two digits a byte. */
export type Hex = `0x${string}`

/** An entry of an EIP-2930 access list. */
export interface AccessListEntry {
  address: Hex
  storageKeys: Hex[]
}

/** A signed EIP-7702 authorization: code of `address` for the account that signed it. */
export interface Authorization {
  chainId: bigint
  address: Hex
  nonce: bigint
  yParity: number
  r: bigint
  s: bigint
}

/** A transaction as its block holds it. Amounts are in wei. */
export interface Transaction {
  hash: Hex
  blockHash: Hex
  blockNumber: bigint
  index: number
  /** EIP-2718 type: 0 to 4 on Ethereum; others exist on rollups (126, a deposit) */
  type: number
  from: Hex
  /** null where the transaction creates a contract */
  to: Hex | null
  value: bigint
  nonce: bigint
  input: Hex
  /** gas limit */
  gas: bigint
  /** price offered (types 0 and 1); on later types what the node says was paid, where it says so */
  gasPrice?: bigint
  maxFeePerGas?: bigint
  maxPriorityFeePerGas?: bigint
  maxFeePerBlobGas?: bigint
  blobVersionedHashes?: Hex[]
  /** absent on legacy transactions without replay protection */
  chainId?: bigint
  accessList?: AccessListEntry[]
  authorizationList?: Authorization[]
  /** signature; absent on the unsigned transactions of rollups */
  v?: bigint
  r?: bigint
  s?: bigint
  yParity?: number
  /** deposits of the OP Stack (type 126), which carry these in place of a signature */
  sourceHash?: Hex
  mint?: bigint
  isSystemTx?: boolean
}

export interface Withdrawal {
  index: bigint
  validatorIndex: bigint
  address: Hex
  /** gwei */
  amount: bigint
}

/** A block with its transactions. Fields of later forks are undefined on earlier blocks. */
export interface Block {
  number: bigint
  hash: Hex
  parentHash: Hex
  sha3Uncles: Hex
  miner: Hex
  stateRoot: Hex
  transactionsRoot: Hex
  receiptsRoot: Hex
  logsBloom: Hex
  difficulty: bigint
  gasLimit: bigint
  gasUsed: bigint
  /** unix seconds */
  timestamp: bigint
  extraData: Hex
  mixHash?: Hex
  nonce?: Hex
  /** London, wei */
  baseFeePerGas?: bigint
  /** Shanghai */
  withdrawalsRoot?: Hex
  /** Cancun */
  blobGasUsed?: bigint
  excessBlobGas?: bigint
  parentBeaconBlockRoot?: Hex
  /** Prague */
  requestsHash?: Hex
  /** EIP-7928 */
  blockAccessListHash?: Hex
  /** EIP-7843 */
  slotNumber?: bigint
  /** bytes, where the node says */
  size?: number
  uncles: Hex[]
  transactions: Transaction[]
  withdrawals?: Withdrawal[]
}

/** An event of a transaction. */
export interface Log {
  address: Hex
  /** 0 to 4 topics of 32 bytes */
  topics: Hex[]
  data: Hex
  blockNumber: bigint
  blockHash: Hex
  transactionHash: Hex
  transactionIndex: number
  /** position in the block */
  index: number
}

/** What executing a transaction gave. */
export interface Receipt {
  transactionHash: Hex
  transactionIndex: number
  blockHash: Hex
  blockNumber: bigint
  /** absent where the node does not say: then it is the transaction's */
  type?: number
  from: Hex
  to: Hex | null
  /** contract made by a creation, else null */
  contractAddress: Hex | null
  cumulativeGasUsed: bigint
  gasUsed: bigint
  /** wei; absent where the node does not say (before London it is the transaction's gasPrice) */
  effectiveGasPrice?: bigint
  /** 1 success, 0 reverted; absent before Byzantium */
  status?: 0 | 1
  /** state root after the transaction, before Byzantium alone */
  root?: Hex
  logsBloom: Hex
  logs: Log[]
  /** OP Stack deposits, which keep them in the receipts trie */
  depositNonce?: bigint
  depositReceiptVersion?: bigint
}
