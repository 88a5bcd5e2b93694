/** A value after a change. The index is 0 before the first of n transactions, 1 to n for them, n + 1 after the last. */
export interface Change {
  index: number
  value: bigint
}

/** Code after a change, as lower-case 0x hex. */
export interface CodeChange {
  index: number
  code: string
}

/** All changes of one storage slot; the slot is lower-case 0x hex of 32 bytes. */
export interface SlotChanges {
  slot: string
  changes: Change[]
}

/** What a block did to one account, and which of its slots it read without changing them. */
export interface AccountChanges {
  /** lower-case 0x hex */
  address: string
  storageChanges: SlotChanges[]
  storageReads: string[]
  /** wei */
  balanceChanges: Change[]
  nonceChanges: Change[]
  codeChanges: CodeChange[]
}

/** A block access list (EIP-7928), in the order that the EIP demands. */
export type BlockAccessList = AccountChanges[]

/** The block that a list belongs to, as far as it takes to read the list. */
export interface ListedBlock {
  /** number of the block, for messages */
  block: bigint
  /** how many transactions the block has: indexes go up to one more */
  transactions: number
}
