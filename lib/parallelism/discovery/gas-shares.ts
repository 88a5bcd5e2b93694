import { type ModuleOf, UNASSIGNED } from '../types'
import type { CoAccess } from './co-access'

/** Where the gas of transactions would be with one lane a module, and one for all contracts of none. */
export interface GasShares {
  /** of all transactions that touch a contract */
  gas: bigint
  transactions: number
  /** of those whose contracts are all of one module */
  inside: bigint
  /** of those whose contracts are all of no module */
  unassigned: bigint
  /** of those that touch more than one module, or a module and a contract of none: they hold several lanes */
  cross: bigint
  /** the lane that most gas passes through; undefined where no transaction touches a contract */
  busiest: { moduleId: string; gas: bigint } | undefined
  /** gas that passes through each lane, by module; what crosses counts in each */
  lanes: Map<string, bigint>
}

/** The shares of gas under an assignment of contracts to modules. */
export function gasShares(transactions: readonly CoAccess[], moduleOf: ModuleOf): GasShares {
  const shares = { gas: 0n, transactions: 0, inside: 0n, unassigned: 0n, cross: 0n }
  const lanes = new Map<string, bigint>()
  for (const { gas, contracts } of transactions) {
    if (contracts.length === 0) continue
    const touched = new Set(contracts.map((contract) => moduleOf(contract) ?? UNASSIGNED))
    shares.gas += gas
    shares.transactions++
    if (touched.size > 1) shares.cross += gas
    else if (touched.has(UNASSIGNED)) shares.unassigned += gas
    else shares.inside += gas
    for (const module of touched) lanes.set(module, (lanes.get(module) ?? 0n) + gas)
  }
  let busiest: GasShares['busiest']
  for (const [moduleId, gas] of [...lanes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (busiest === undefined || gas > busiest.gas) busiest = { moduleId, gas }
  }
  return { ...shares, busiest, lanes }
}
