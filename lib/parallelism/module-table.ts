import { type Csr, int } from './csr'
import { Interner } from './intern'
import { ADDRESS_IN_KEY } from './keys'
import { Scratch } from './scratch'
import {
  type AccessSet,
  type ModuleOf,
  type StateKey,
  TRANSFER,
  type TransactionCost,
  UNASSIGNED,
} from './types'

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

/** Finds home, touched modules and key owners of a block, asking `moduleOf` once for each address. */
export function moduleTable(
  access: readonly AccessSet[],
  costs: readonly TransactionCost[],
  moduleOf: ModuleOf,
  scratch = new Scratch(),
): ModuleTable {
  const modules = new Interner(16, scratch)
  const contracts = new Interner(256, scratch)
  const moduleOfContract = scratch.list(1024)
  const lastToucher = scratch.list(1024)
  const start = scratch.zeros(access.length + 1)
  const touched = scratch.list(access.length * 8)
  const home = scratch.ints(access.length)
  let numbers = scratch.ints(64)

  for (let j = 0; j < access.length; j++) {
    const called = access[j]?.contracts ?? []
    const target = costs[j]?.target
    let targetContract: number | undefined
    if (numbers.length < called.length) numbers = scratch.ints(called.length * 2)
    contracts.addAll(called, numbers)
    for (let i = 0; i < called.length; i++) {
      const address = called[i] ?? ''
      const contract = int(numbers, i)
      if (contract === moduleOfContract.length) {
        moduleOfContract.push(modules.add(moduleOf(address) ?? UNASSIGNED))
      }
      if (address === target) targetContract = contract
      const module = int(moduleOfContract.items, contract)
      while (lastToucher.length <= module) lastToucher.push(-1)
      if (int(lastToucher.items, module) === j) continue
      lastToucher.items[module] = j
      touched.push(module)
    }
    start[j + 1] = touched.length
    // The same as homeModule, without asking for known contracts again.
    if (targetContract !== undefined) home[j] = int(moduleOfContract.items, targetContract)
    else if (target === undefined) home[j] = modules.add(UNASSIGNED)
    else home[j] = modules.add(moduleOf(target) ?? TRANSFER)
  }
  return {
    ids: modules.names,
    touched: { rows: access.length, start, items: touched.trimmed() },
    home,
    ownerOf: (key) => {
      const contract = contracts.findIn(key, ADDRESS_IN_KEY.from, ADDRESS_IN_KEY.length)
      return contract === undefined ? undefined : int(moduleOfContract.items, contract)
    },
  }
}
