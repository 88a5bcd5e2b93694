import { type AccessSet, type ModuleOf, TRANSFER, UNASSIGNED } from './types'

/**
 * Home of a transaction: the module of the contract that it calls or creates, `unassigned` where no module claims
 * that contract or its address is unknown, `transfer` where the target has no code, as after a creation that failed.
 */
export function homeModule(target: string | undefined, access: AccessSet, moduleOf: ModuleOf): string {
  if (target === undefined) return UNASSIGNED
  return moduleOf(target) ?? (access.contracts.includes(target) ? UNASSIGNED : TRANSFER)
}

/**
 * Modules whose contracts' keys are in the access set, under any policy, with `unassigned` for contracts that no
 * module claims; ascending. Empty for a transaction that touches no contract.
 */
export function modulesTouched(access: AccessSet, moduleOf: ModuleOf): string[] {
  const touched = new Set<string>()
  for (const contract of access.contracts) touched.add(moduleOf(contract) ?? UNASSIGNED)
  return [...touched].sort()
}
