import type { PreparedBlock } from './analyse'
import type { ChangeTarget } from './changes'
import { IntList, int } from './csr'
import { rowHas } from './indexed'
import { addressOfKey, isStorageKey } from './keys'
import { type ModuleTable, moduleTable } from './module-table'
import type { AccessSet, ModuleOf, TransactionCost } from './types'
import { UNASSIGNED } from './types'

/** Which keys of a block a target holds: 1 for each, by the key's number. */
export function targetKeys({ indexed, modules }: PreparedBlock, target: ChangeTarget): Uint8Array {
  const { keys } = indexed
  if (target.kind === 'key') return Uint8Array.from(keys, (key) => (key === target.key ? 1 : 0))
  const isState = (key: string) => isStorageKey(key) || key.startsWith('b:')
  if (target.kind === 'contract') {
    return Uint8Array.from(keys, (key) => (isState(key) && addressOfKey(key) === target.address ? 1 : 0))
  }
  const wanted = modules.ids.indexOf(target.moduleId)
  return Uint8Array.from(keys, (key) => (isState(key) && modules.ownerOf(key) === wanted ? 1 : 0))
}

/**
 * The modules of a block after a move. A contract, or all contracts of a module, simply belong to the other module
 * (`unassigned` for none). A single key that moves lives in a contract of the other module: whoever uses it holds that
 * module's lane as well, beside that of the contract through which it is used.
 */
export function movedModules(
  prepared: PreparedBlock,
  access: readonly AccessSet[],
  costs: readonly TransactionCost[],
  moduleOf: ModuleOf,
  target: ChangeTarget,
  moduleId: string,
): ModuleTable {
  if (target.kind === 'key') return withKeyMoved(prepared, target.key, moduleId)
  const home = moduleId === UNASSIGNED ? undefined : moduleId
  if (target.kind === 'contract') {
    return moduleTable(access, costs, (contract) => (contract === target.address ? home : moduleOf(contract)))
  }
  const contracts = new Set(access.flatMap((set) => set.contracts))
  return moduleTable(access, costs, (contract) => {
    const owner = moduleOf(contract)
    const known = owner ?? (contracts.has(contract) ? UNASSIGNED : undefined)
    return known === target.moduleId ? home : owner
  })
}

function withKeyMoved({ indexed, modules }: PreparedBlock, key: string, moduleId: string): ModuleTable {
  const ids = modules.ids.includes(moduleId) ? modules.ids : [...modules.ids, moduleId]
  const module = ids.indexOf(moduleId)
  const number = indexed.keys.indexOf(key)
  const { rows, start, items } = modules.touched
  const movedStart = new Int32Array(rows + 1)
  const moved = new IntList(items.length)
  for (let row = 0; row < rows; row++) {
    let held = false
    for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
      held ||= int(items, e) === module
      moved.push(int(items, e))
    }
    const uses = [indexed.reads, indexed.writes, indexed.credits].some((list) => rowHas(list, row, number))
    if (uses && !held) moved.push(module)
    movedStart[row + 1] = moved.length
  }
  return {
    ids,
    touched: { rows, start: movedStart, items: moved.trimmed() },
    home: modules.home,
    ownerOf: (other) => (other === key ? module : modules.ownerOf(other)),
  }
}
