import type { Address, Hex } from 'viem'

/** A transaction that the devnet is going to send: who (as an account index), what, and with how much gas. */
export type PlannedTransaction = {
  from: number
  /** Absent for the creation of a contract. */
  to?: Address
  data: Hex
  /** In wei. */
  value: bigint
  gas: bigint
  /** What the transaction does, in a word; for people and tests, not for the chain. */
  kind: string
}

/** A block that is going to be mined: its time in seconds since 1970 and its transactions in order. */
export type PlannedBlock = { timestamp: number; transactions: PlannedTransaction[] }
