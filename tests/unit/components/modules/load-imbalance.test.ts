import { describe, expect, it } from 'vitest'
import { loadImbalance } from '@/components/modules/load-imbalance'
import { homesOf } from '@/components/modules/load-modules'
import type { ModuleTotal } from '@/lib/db/read/module-metrics'
import type { Module } from '@/lib/db/read/modules'

const module = (moduleId: string, ordinal: number): Module => ({
  moduleId,
  name: moduleId,
  description: '',
  origin: 'registry',
  ordinal,
  blockNumber: 1n,
  contracts: 1,
  rules: undefined,
})
const total = (moduleId: string, homeGas: bigint): ModuleTotal => ({
  moduleId,
  touchingTxs: 0,
  homeTxs: 0,
  homeGas,
  crossModuleTxs: 0,
  edges: 0,
  conflictedTxs: 0,
  touchingGas: 0n,
  criticalPathGas: 0n,
})

describe('homesOf', () => {
  it('lists modules by registration, idle ones too, then what is no module', () => {
    const homes = homesOf(
      [module('identity', 0), module('defi', 1)],
      [total('unassigned', 5n), total('transfer', 1n), total('defi', 30n)],
    )
    expect(homes.map(({ id, total }) => [id, total.homeGas])).toEqual([
      ['identity', 0n],
      ['defi', 30n],
      ['unassigned', 5n],
      ['transfer', 1n],
    ])
  })

  it('keeps the gas of a module that the registry no longer names', () => {
    expect(homesOf([], [total('gone', 7n), total('transfer', 1n)]).map(({ id }) => id)).toEqual([
      'gone',
      'transfer',
    ])
  })
})

describe('loadImbalance', () => {
  it('is the largest over the mean of the registered modules alone', () => {
    const homes = homesOf(
      [module('a', 0), module('b', 1), module('c', 2)],
      [total('a', 60n), total('b', 30n), total('unassigned', 900n)],
    )
    expect(loadImbalance(homes)).toEqual({ largest: 60n, sum: 90n, modules: 3n })
  })

  it('is unknown where no module used gas', () => {
    expect(loadImbalance(homesOf([module('a', 0)], [total('transfer', 9n)]))).toBeUndefined()
  })
})
