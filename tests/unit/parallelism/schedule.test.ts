import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyseBlock } from '@/lib/parallelism/analyse'
import { conflictGroups } from '@/lib/parallelism/conflict-groups'
import { modulesTouched } from '@/lib/parallelism/modules'
import {
  type BlockGraph,
  blockGraph,
  rowOf,
  SCHEDULERS,
  type Schedule,
  schedule,
} from '@/lib/parallelism/schedule'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'
import { type AccessSet, type BlockMetrics, POLICIES, type Policy, WORKERS } from '@/lib/parallelism/types'
import { hasMainnet, MAINNET, recorded, recordedNumbers } from '@/tests/mainnet'
import { moduleOf, type RandomBlock, randomBlock, SEEDED } from './random-blocks'

const account = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
const slotOf = (n: number) => `s:${account(n)}:0x${'0'.repeat(63)}1`

/** Transactions that read and write the slots of some contracts, each of which is a module of its own. */
function contracts(lists: number[][]): AccessSet[] {
  return lists.map((list) => ({
    reads: list.map(slotOf),
    writes: list.map(slotOf),
    credits: [],
    contracts: list.map(account),
  }))
}

const graphOf = ({ access, costs }: RandomBlock, policy: Policy) =>
  blockGraph(
    access,
    costs.map(({ gas }) => gas),
    access.map((set) => modulesTouched(set, moduleOf)),
    policy,
  )

const plain = ({ start, end, lane, ready, waitsFor, behind }: Schedule) =>
  [start, end, lane, ready, waitsFor, behind].map((list) => [...list])

describe('a block of four transactions', () => {
  // 1 waits for 0, 3 waits for 2; gas 3, 1, 2, 2
  const access = contracts([[1], [1], [2], [2]])
  const graph = blockGraph(access, [3n, 1n, 2n, 2n], [['a'], ['a'], ['b'], ['b', 'c']], 'storage')

  test('serial: each behind the one before', () => {
    const run = schedule(graph, 'serial', 8)
    expect(run.makespanGas).toBe(8)
    expect(run.lanes).toBe(1)
    expect(plain(run)).toEqual([
      [0, 3, 4, 6],
      [3, 4, 6, 8],
      [0, 0, 0, 0],
      [0, 3, 0, 6],
      [-1, 0, -1, 2],
      [-1, -1, 1, -1],
    ])
  })

  test('two workers, in block order: 1 waits for 0, 3 for 2', () => {
    const run = schedule(graph, 'block-order', 2)
    expect(run.makespanGas).toBe(4)
    expect(plain(run)).toEqual([
      [0, 3, 0, 2],
      [3, 4, 2, 4],
      [0, 0, 1, 1],
      [0, 3, 0, 2],
      [-1, 0, -1, 2],
      [-1, -1, -1, -1],
    ])
  })

  test('one lane a module: 3 is on the lanes of b and c', () => {
    const run = schedule(graph, 'module-partitioned', 2)
    expect(run.makespanGas).toBe(4)
    expect(graph.lanes).toEqual(['a', 'b', 'c'])
    expect([...run.lane]).toEqual([0, 0, 1, 1])
    expect(rowOf(graph.lanesOf, 3)).toEqual([1, 2])
  })

  test('optimistic: what read too early is executed again, and both executions are told', () => {
    const costs = { validationGasPerRead: 0n, abortGasPerWrite: 0n }
    const free = blockGraph(access, [3n, 1n, 2n, 2n], [[], [], [], []], 'storage', costs)
    const run = schedule(free, 'optimistic', 4)
    expect(run.makespanGas).toBe(4)
    expect(run.aborted).toEqual([
      { transaction: 3, lane: 3, start: 0, end: 2 },
      { transaction: 1, lane: 1, start: 0, end: 1 },
    ])
    expect([...run.start]).toEqual([0, 3, 0, 2])
    expect([...run.waitsFor]).toEqual([-1, 0, -1, 2])
  })

  test('names the key of each dependency, whatever other keys there are', () => {
    // slot 9 comes before all others and is in no dependency; 2 waits for 1 through slot 5
    const sets = contracts([[9], [7, 5], [5]])
    const { causes, causeKeys, keys } = blockGraph(sets, [1n, 1n, 1n], [[], [], []], 'storage')
    expect(rowOf(causes, 2)).toEqual([1])
    expect([...causeKeys].map((key) => keys[key])).toEqual([slotOf(5)])
  })

  test('conflict groups, most gas first', () => {
    expect(conflictGroups(graph.dependencies, graph.gas)).toEqual([
      { transactions: [0, 1], gas: 4, criticalPathGas: 4 },
      { transactions: [2, 3], gas: 4, criticalPathGas: 4 },
    ])
  })
})

test('lists of different lengths are refused', () => {
  expect(() => blockGraph(contracts([[1]]), [], [[]], 'storage')).toThrow(RangeError)
})

describe('schedules of random blocks', () => {
  const workers = fc.constantFrom(1, 2, 3, 4, 8, 16, 32)
  const any = fc.tuple(randomBlock, fc.constantFrom(...POLICIES), fc.constantFrom(...SCHEDULERS), workers)

  test('take as long as the metrics say', () => {
    fc.assert(
      fc.property(randomBlock, fc.constantFrom(...POLICIES), (block, policy) => {
        const { block: metrics } = analyseBlock(block.access, block.costs, policy, moduleOf)
        expectSameMakespans(graphOf(block, policy), metrics)
      }),
      SEEDED,
    )
  })

  test('never start before a dependency has finished, nor use a lane twice at a time', () => {
    fc.assert(
      fc.property(any, ([block, policy, scheduler, k]) => {
        const graph = graphOf(block, policy)
        const run = schedule(graph, scheduler, k)
        const held: [number, number][][] = Array.from({ length: run.lanes }, () => [])
        graph.gas.forEach((gas, j) => {
          const [start, end] = [run.start[j] ?? -1, run.end[j] ?? -1]
          const earlier = rowOf(graph.dependencies, j)
          expect(run.ready[j]).toBe(Math.max(0, ...earlier.map((i) => run.end[i] ?? 0)))
          expect(start).toBeGreaterThanOrEqual(run.ready[j] ?? Number.NaN)
          if (scheduler !== 'optimistic') expect(end - start).toBe(gas)
          const lanes = scheduler === 'module-partitioned' ? rowOf(graph.lanesOf, j) : [run.lane[j] ?? -1]
          for (const lane of lanes) held[lane]?.push([start, end])
        })
        for (const { lane, start, end } of run.aborted) held[lane]?.push([start, end])
        for (const spans of held) {
          spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])
          spans.slice(1).forEach(([start], i) => {
            expect(start).toBeGreaterThanOrEqual(spans[i]?.[1] ?? Number.NaN)
          })
        }
        expect(Math.max(0, ...run.end)).toBe(run.makespanGas)
      }),
      SEEDED,
    )
  })

  test('say of each late start what held it: a dependency, or the transaction before it on its lane', () => {
    fc.assert(
      fc.property(any, ([block, policy, scheduler, k]) => {
        const graph = graphOf(block, policy)
        const run = schedule(graph, scheduler, k)
        run.start.forEach((start, j) => {
          const [dependency, before] = [run.waitsFor[j] ?? -1, run.behind[j] ?? -1]
          expect(Math.min(dependency, before)).toBe(-1)
          if (dependency >= 0) expect(rowOf(graph.dependencies, j)).toContain(dependency)
          const reason = Math.max(dependency, before)
          if (reason >= 0) expect(run.end[reason]).toBe(start)
          else if (scheduler !== 'optimistic') expect(start).toBe(0)
        })
      }),
      SEEDED,
    )
  })

  test('find the components that the metrics count', () => {
    fc.assert(
      fc.property(randomBlock, fc.constantFrom(...POLICIES), (block, policy) => {
        const { block: metrics } = analyseBlock(block.access, block.costs, policy, moduleOf)
        const { dependencies, gas } = graphOf(block, policy)
        const groups = conflictGroups(dependencies, gas)
        const members = groups.flatMap(({ transactions }) => transactions)
        expect(members.length).toBe(metrics.conflictedTxs)
        expect(groups.length + metrics.transactions - members.length).toBe(metrics.components)
      }),
      SEEDED,
    )
  })
})

describe.skipIf(!hasMainnet)(
  `schedules of recorded mainnet blocks${hasMainnet ? '' : ` (skipped: no ${MAINNET})`}`,
  () => {
    test.each(recordedNumbers())('block %i takes as long as its metrics say, under each policy', (number) => {
      const { traces, costs } = recorded(number)
      const access = accessSetsFromTraces(traces)
      for (const policy of POLICIES) {
        const { block: metrics } = analyseBlock(access, costs, policy, () => undefined)
        const gas = costs.map((cost) => cost.gas)
        const modules = access.map((set) => modulesTouched(set, () => undefined))
        expectSameMakespans(blockGraph(access, gas, modules, policy), metrics)
      }
    })
  },
)

function expectSameMakespans(graph: BlockGraph, metrics: BlockMetrics) {
  const on = (scheduler: (typeof SCHEDULERS)[number], k: number) => schedule(graph, scheduler, k)
  const gasOf = (run: Schedule) => BigInt(run.makespanGas)
  expect(WORKERS.map((k) => gasOf(on('critical-path-first', k)))).toEqual(metrics.makespanGas)
  expect(WORKERS.map((k) => gasOf(on('block-order', k)))).toEqual(metrics.blockOrderMakespanGas)
  expect(WORKERS.map((k) => gasOf(on('optimistic', k)))).toEqual(metrics.optimisticMakespanGas)
  expect(WORKERS.map((k) => on('optimistic', k).aborted.length)).toEqual(metrics.optimisticAborts)
  expect(gasOf(on('module-partitioned', 2))).toBe(metrics.moduleMakespanGas)
  expect(gasOf(on('serial', 2))).toBe(metrics.gasUsed)
}
