import { describe, expect, it } from 'vitest'
import { barAt } from '@/components/execution/bar-at'
import { stepBar } from '@/components/execution/bar-step'
import { dependencyRows } from '@/components/execution/dependency-rows'
import { executionQuery, parseExecution } from '@/components/execution/execution-query'
import { scheduleRows } from '@/components/execution/schedule-rows'
import { layoutTimeline } from '@/components/execution/timeline-layout'
import { barPath, chainPath, scaleOf } from '@/components/execution/timeline-path'
import { blockGraph, schedule } from '@/lib/parallelism/schedule'
import type { AccessSet } from '@/lib/parallelism/types'

const slot = `s:0x${'0'.repeat(39)}1:0x${'0'.repeat(64)}`
const touching: AccessSet = { reads: [slot], writes: [slot], credits: [], contracts: [slot.slice(2, 44)] }
const alone: AccessSet = { reads: [], writes: [], credits: [], contracts: [] }
// 1 waits for 0; 2 and 3 touch no contract
const graph = blockGraph(
  [touching, touching, alone, alone],
  [3n, 1n, 2n, 2n],
  [['b'], ['a', 'b'], [], []],
  'storage',
)
const homes = ['b', 'b', 'transfer', 'transfer']
const orderOf = (module: string) => module.charCodeAt(0)

describe('parseExecution', () => {
  it('has defaults, and leaves them out of the address', () => {
    const query = parseExecution({ tab: 'execution' })
    expect(query).toEqual({
      policy: 'accounts',
      scheduler: 'critical-path-first',
      workers: 8,
      zoom: 1,
      tx: undefined,
      from: undefined,
      component: undefined,
    })
    expect(executionQuery(query)).toBe('?tab=execution')
  })

  it('reads back what it wrote', () => {
    const query = {
      policy: 'strict',
      scheduler: 'optimistic',
      workers: 32,
      zoom: 16,
      tx: 0,
      from: 50,
      component: 3,
    } as const
    const address = executionQuery(query)
    expect(address).toBe(
      '?tab=execution&scheduler=optimistic&workers=32&policy=strict&zoom=16&tx=0&from=50&component=3',
    )
    expect(parseExecution(Object.fromEntries(new URLSearchParams(address)))).toEqual(query)
  })

  it.each([
    [
      { scheduler: 'magic' },
      'The parameter "scheduler" must be one of critical-path-first, block-order, optimistic, module-partitioned, serial.',
    ],
    [{ workers: '7' }, 'The parameter "workers" must be one of 2, 4, 8, 16, 32.'],
    [{ zoom: '3' }, 'The parameter "zoom" must be one of 1, 4, 16.'],
    [{ tx: '-1' }, 'The parameter "tx" must be the index of a transaction.'],
  ])('refuses %j in a sentence', (parameters, sentence) => {
    expect(() => parseExecution(parameters)).toThrow(sentence)
  })
})

describe('layoutTimeline', () => {
  it('has a lane a worker', () => {
    const { lanes, bars, height, named } = layoutTimeline(
      schedule(graph, 'block-order', 2),
      graph,
      'block-order',
      homes,
      orderOf,
    )
    expect({ lanes, height, named }).toEqual({
      lanes: [
        { name: '1', top: 0, height: 30 },
        { name: '2', top: 33, height: 30 },
      ],
      height: 63,
      named: false,
    })
    expect(bars.map(({ transaction, start, end, top }) => [transaction, start, end, top])).toEqual([
      [0, 0, 3, 0],
      [1, 3, 4, 0],
      [2, 0, 2, 33],
      [3, 2, 4, 33],
    ])
  })

  it('has a lane a module in their order, and one for what holds none', () => {
    const { lanes, bars } = layoutTimeline(
      schedule(graph, 'module-partitioned', 2),
      graph,
      'module-partitioned',
      homes,
      orderOf,
    )
    expect(lanes.map(({ name, top }) => [name, top])).toEqual([
      ['a', 17],
      ['b', 55],
      [undefined, 93],
    ])
    expect(bars.map(({ transaction, kind, top, height }) => [transaction, kind, top, height])).toEqual([
      [0, 'run', 55, 18],
      [1, 'held', 17, 18],
      [1, 'run', 55, 18],
      [2, 'run', 93, 18],
      [3, 'run', 111, 18],
    ])
  })
})

describe('the drawing', () => {
  const bar = { transaction: 0, kind: 'run', start: 0, end: 5, top: 0, height: 12 } as const
  const next = { ...bar, transaction: 1, start: 5, end: 10, top: 15 }
  const x = scaleOf(10, 1)

  it('leaves a hair between neighbours, and draws what is too small to be seen', () => {
    expect(barPath([bar], x)).toBe('M0 0h5991v12h-5991z')
    expect(barPath([{ ...bar, end: 0 }], x)).toBe('M0 0h2v12h-2z')
  })

  it('joins the bars of the critical path at their feet', () => {
    expect(chainPath([bar, next], x)).toEqual({
      stripes: 'M0 9h5991v3h-5991zM6000 24h5991v3h-5991z',
      links: 'M6000 10.5L6000 25.5',
    })
  })

  it('finds the bar under a point, or beside it', () => {
    expect(barAt([bar, next], 2, 5, 1)?.transaction).toBe(0)
    expect(barAt([bar, next], 5.5, 5, 1)?.transaction).toBe(0)
    expect(barAt([bar, next], 7, 5, 1)).toBeUndefined()
    expect(barAt([bar, next], 7, 20, 1)?.transaction).toBe(1)
  })
})

describe('the keyboard on the timeline', () => {
  const bar = { kind: 'run', height: 12 } as const
  const bars = [
    { ...bar, transaction: 0, start: 0, end: 5, top: 0 },
    { ...bar, transaction: 1, start: 5, end: 9, top: 0 },
    { ...bar, transaction: 2, start: 0, end: 2, top: 15 },
    { ...bar, transaction: 3, start: 6, end: 8, top: 15 },
  ]

  it.each([
    [undefined, 'ArrowDown', 0],
    [0, 'ArrowRight', 1],
    [1, 'ArrowRight', 1],
    [1, 'ArrowLeft', 0],
    [0, 'ArrowDown', 2],
    [1, 'ArrowDown', 3],
    [3, 'ArrowUp', 1],
    [3, 'ArrowDown', 3],
    [3, 'Home', 0],
    [0, 'End', 3],
  ] as const)('goes from %s by %s to %s', (from, key, to) => {
    expect(stepBar(bars, from, key)).toBe(to)
  })
})

it('lists each dependency once, with how many more keys it goes through', () => {
  const both = blockGraph(
    [touching, { ...touching, reads: [slot, `${slot.slice(0, -1)}2`] }].map((set) => ({
      ...set,
      writes: [slot, `${slot.slice(0, -1)}2`],
    })),
    [1n, 1n],
    [[], []],
    'storage',
  )
  expect(dependencyRows(both)).toEqual([{ earlier: 0, later: 1, key: 0, more: 1 }])
  expect(dependencyRows(both, [0])).toEqual([])
})

it('tells a schedule row by row', () => {
  const transactions = homes.map((homeModule, i) => ({ hash: `0x${i}`, homeModule }))
  const query = { scheduler: 'module-partitioned' } as const
  const run = schedule(graph, query.scheduler, 2)
  const [, row, free] = scheduleRows({ graph, run, transactions, query })
  expect(row).toEqual({
    index: 1,
    hash: '0x1',
    home: 'b',
    lane: 'a b',
    gas: 1,
    ready: 3,
    start: 3,
    end: 4,
    waitsFor: 0,
    behind: undefined,
    dependencies: 1,
    dependents: 0,
    aborts: 0,
  })
  expect(free?.lane).toBeUndefined()
  expect(scheduleRows({ graph, run, transactions, query }, 3, 50)).toHaveLength(1)
})
