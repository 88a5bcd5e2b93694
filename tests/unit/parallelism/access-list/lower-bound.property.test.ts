import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accessSetsFromList } from '@/lib/parallelism/access-list/access-sets'
import { checkOrder } from '@/lib/parallelism/access-list/order'
import { analysePolicies } from '@/lib/parallelism/analyse'
import { dependencies } from '@/lib/parallelism/graph'
import { accessSetsFromTraces, type TracedBlock } from '@/lib/parallelism/traces'
import { type AccessSet, POLICIES, type TransactionCost } from '@/lib/parallelism/types'
import { hasMainnet, MAINNET, recorded, recordedEmitters, recordedNumbers } from '@/tests/mainnet'
import { listOfTraces } from '@/tests/support/list-of-traces'
import { randomTraces } from './random-traces'

const moduleOf = (contract: string) =>
  contract.endsWith('1') ? 'defi' : contract.endsWith('2') ? 'grid' : undefined

interface Known {
  traces: TracedBlock
  emitters: string[][]
  costs: TransactionCost[]
}

/** Access sets of a block from its traces, and from the list that these traces make. */
function bothWays({ traces, emitters }: Known): { traced: AccessSet[]; listed: AccessSet[] } {
  const list = listOfTraces(traces)
  checkOrder(list, { block: traces.block, transactions: traces.transactions.length })
  const transactions = traces.transactions.map(({ from, to }) => ({ from, to }))
  return {
    traced: accessSetsFromTraces(traces),
    listed: accessSetsFromList({ list, transactions, miner: traces.miner, emitters }),
  }
}

/** How many dependencies there are by either source, added over the policies. */
function expectLowerBound(known: Known): { traced: number; listed: number } {
  const { traced, listed } = bothWays(known)
  const total = { traced: 0, listed: 0 }
  const exact = analysePolicies(traced, known.costs, POLICIES, moduleOf)
  const bound = analysePolicies(listed, known.costs, POLICIES, moduleOf)
  POLICIES.forEach((policy, at) => {
    const all = dependencies(traced, policy)
    dependencies(listed, policy).forEach((earlier, later) => {
      for (const one of earlier) expect(all[later], `${policy}: ${later} depends on ${one}`).toContain(one)
    })
    const most = exact[at]?.block
    const least = bound[at]?.block
    if (most === undefined || least === undefined) throw new Error(`no analysis under ${policy}`)
    for (const metric of [
      ...(['edges', 'conflictedTxs', 'dependentTxs', 'largestComponent', 'longestChainTxs'] as const),
      ...(['criticalPathGas', 'moduleMakespanGas'] as const),
    ]) {
      expect(least[metric] <= most[metric], `${policy}: ${metric} ${least[metric]} <= ${most[metric]}`).toBe(
        true,
      )
    }
    expect(least.components, policy).toBeGreaterThanOrEqual(most.components)
    total.traced += most.edges
    total.listed += least.edges
  })
  return total
}

test('random blocks: no dependency and no path that the traces do not have, and most of those that they have', () => {
  const sum = { traced: 0, listed: 0 }
  fc.assert(
    fc.property(randomTraces, (known) => {
      const { traced, listed } = expectLowerBound(known)
      sum.traced += traced
      sum.listed += listed
    }),
    { seed: 20_261_122, numRuns: 2000 },
  )
  expect(sum.traced).toBeGreaterThan(10_000)
  expect(sum.listed).toBeGreaterThan(sum.traced / 2)
  expect(sum.listed).toBeLessThan(sum.traced)
})

test('random blocks: exactly the writes of the traces to storage, nonces and code', () => {
  const written = (access: readonly AccessSet[]) =>
    access.map(({ writes }) => writes.filter((key) => !key.startsWith('b:')).sort())
  fc.assert(
    fc.property(randomTraces, (known) => {
      const { traced, listed } = bothWays(known)
      // An account that comes to be with a nonce and without code writes its code by the trace alone.
      const codeless = (keys: string[]) => keys.filter((key) => !key.startsWith('c:'))
      expect(written(listed).map(codeless)).toEqual(written(traced).map(codeless))
      listed.forEach(({ writes }, at) => {
        for (const key of writes.filter((one) => one.startsWith('c:')))
          expect(traced[at]?.writes).toContain(key)
      })
    }),
    { seed: 20_261_122, numRuns: 1000 },
  )
})

describe.skipIf(!hasMainnet)(`recorded blocks${hasMainnet ? '' : ` (skipped: no ${MAINNET})`}`, () => {
  test('are bounded from below, and little is missed', () => {
    const found = recordedNumbers().map((number) =>
      expectLowerBound({ ...recorded(number), emitters: recordedEmitters(number) }),
    )
    const sum = (side: 'traced' | 'listed') => found.reduce((total, one) => total + one[side], 0)
    expect({ traced: sum('traced'), listed: sum('listed') }).toEqual({ traced: 13_494, listed: 13_251 })
    expect(Math.min(...found.map(({ traced, listed }) => listed / traced))).toBeCloseTo(180 / 270)
  })
})
