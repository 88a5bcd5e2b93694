import { type Csr, IntList } from './csr'
import { Interner } from './intern'
import { addressOfKey } from './keys'
import { homeModule } from './modules'
import { type AccessSet, type ModuleOf, type StateKey, type TransactionCost, UNASSIGNED } from './types'

/** The modules of a block as numbers: ids[m] is the name of module m. */
export interface ModuleTable {
  ids: string[]
  /** row j: modules that transaction j touches */
  touched: Csr
  /** home module of each transaction */
  home: Int32Array
  /** module that owns a key; undefined for keys of accounts without code */
  ownerOf(key: StateKey): number | undefined
}

/** Finds home, touched modules and key owners of a block, asking `moduleOf` once for each contract. */
export function moduleTable(
  access: readonly AccessSet[],
  costs: readonly TransactionCost[],
  moduleOf: ModuleOf,
): ModuleTable {
  const modules = new Interner(16)
  const ofContract = new Map<string, number>()
  const start = new Int32Array(access.length + 1)
  const touched = new IntList(access.length * 4)
  const home = new Int32Array(access.length)
  const once: ModuleOf = (contract) => {
    const known = ofContract.get(contract)
    return known === undefined ? moduleOf(contract) : modules.names[known]
  }
  access.forEach((set, j) => {
    const from = touched.length
    for (const contract of set.contracts) {
      let module = ofContract.get(contract)
      if (module === undefined) {
        module = modules.add(moduleOf(contract) ?? UNASSIGNED)
        ofContract.set(contract, module)
      }
      if (!touched.items.subarray(from, touched.length).includes(module)) touched.push(module)
    }
    start[j + 1] = touched.length
    home[j] = modules.add(homeModule(costs[j]?.target, set, once))
  })
  return {
    ids: modules.names,
    touched: { rows: access.length, start, items: touched.trimmed() },
    home,
    ownerOf: (key) => ofContract.get(addressOfKey(key)),
  }
}
