import type { Address, Hex } from 'viem'
import type { ContractName } from '../layout'
import type { ProofSource } from '../people/ready-proofs'
import type { DevnetSettings } from '../settings'
import type { PlannedTransaction } from '../transaction'
import type { Random } from './random'
import type { WorkloadState } from './state'

/** What a part of the workload has at hand while it plans its transactions of one block. */
export type Context = {
  settings: DevnetSettings
  state: WorkloadState
  random: Random
  block: { number: number; timestamp: number }
  address: Record<ContractName, Address>
  /** Creation code of a contract that users create now and then. */
  tallyCode: Hex
  proofs: ProofSource
  /** Accounts that have taken part in this block already. */
  busy: Set<number>
}

/** A part of the workload: plans the next few transactions of a block, at most `room`; none when it has nothing to do. */
export type Part = (context: Context, room: number) => PlannedTransaction[]

export const UNIT = 10n ** 18n

/** A call without value. */
export function call(from: number, to: Address, data: Hex, kind: string, gas = 300_000n): PlannedTransaction {
  return { from, to, data, value: 0n, gas, kind }
}

/** Picks one of the accounts that has not taken part in this block, and notes that it has now. */
export function pickIdle(context: Context, accounts: readonly number[]): number | undefined {
  const idle = accounts.filter((account) => !context.busy.has(account))
  if (idle.length === 0) return undefined
  const account = context.random.pick(idle)
  context.busy.add(account)
  return account
}

/** An amount of tokens from `least` to below `most` whole units, in thousandths. */
export function amount(random: Random, least: number, most: number): bigint {
  return (BigInt(least * 1000 + random.below((most - least) * 1000)) * UNIT) / 1000n
}
