import { expect, test } from 'vitest'
import { analyseBlock } from '@/lib/parallelism/analyse'
import { balanceKey, storageKey } from '@/lib/parallelism/keys'
import type { AccessSet, Policy } from '@/lib/parallelism/types'

// The example of docs/parallelism.md, figure by figure.
const POOL = `0x${'11'.repeat(20)}`
const METER = `0x${'22'.repeat(20)}`
const SLOT = `0x${'00'.repeat(32)}`
const RESERVE = storageKey(POOL, SLOT)
const COUNT = storageKey(METER, SLOT)
const BALANCE = balanceKey(`0x${'bb'.repeat(20)}`)
const NOTHING: AccessSet = { reads: [], writes: [], credits: [], contracts: [] }

const ACCESS: AccessSet[] = [
  { ...NOTHING, reads: [RESERVE], writes: [RESERVE], contracts: [POOL] },
  { reads: [RESERVE], writes: [RESERVE], credits: [BALANCE], contracts: [POOL] },
  { ...NOTHING, reads: [COUNT], writes: [COUNT], contracts: [METER] },
  { ...NOTHING, credits: [BALANCE] },
  { ...NOTHING, reads: [BALANCE, RESERVE, COUNT], writes: [BALANCE], contracts: [POOL, METER] },
]
const COSTS = [
  { gas: 50n, target: POOL },
  { gas: 30n, target: POOL },
  { gas: 40n, target: METER },
  { gas: 21n, target: `0x${'bb'.repeat(20)}` },
  { gas: 60n, target: POOL },
]
const MODULES = new Map([
  [POOL, 'defi'],
  [METER, 'grid'],
])

const blockUnder = (policy: Policy) =>
  analyseBlock(ACCESS, COSTS, policy, (contract) => MODULES.get(contract), {
    workers: [2],
    optimisticCosts: { validationGasPerRead: 0n, abortGasPerWrite: 0n },
  }).block

const SAME = { transactions: 5, gasUsed: 201n }

test('five transactions under storage', () => {
  expect(blockUnder('storage')).toMatchObject({
    ...SAME,
    edges: 3,
    conflictedTxs: 4,
    dependentTxs: 2,
    components: 2,
    largestComponent: 4,
    longestChainTxs: 3,
    criticalPathGas: 140n,
    criticalPath: [0, 1, 4],
    makespanGas: [140n],
    blockOrderMakespanGas: [140n],
    moduleMakespanGas: 140n,
  })
})

test('five transactions under accounts', () => {
  expect(blockUnder('accounts')).toMatchObject({
    ...SAME,
    edges: 4,
    conflictedTxs: 5,
    dependentTxs: 2,
    components: 1,
    largestComponent: 5,
    longestChainTxs: 3,
    criticalPathGas: 140n,
    criticalPath: [0, 1, 4],
    makespanGas: [140n],
    blockOrderMakespanGas: [140n],
    moduleMakespanGas: 140n,
    optimisticMakespanGas: [151n],
    optimisticAborts: [2],
  })
})

test('five transactions under strict', () => {
  expect(blockUnder('strict')).toMatchObject({
    ...SAME,
    edges: 5,
    conflictedTxs: 5,
    dependentTxs: 3,
    components: 1,
    largestComponent: 5,
    longestChainTxs: 4,
    criticalPathGas: 161n,
    criticalPath: [0, 1, 3, 4],
    makespanGas: [161n],
    blockOrderMakespanGas: [161n],
    moduleMakespanGas: 161n,
  })
})
