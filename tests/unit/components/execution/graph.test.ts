import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosenComponent, heaviestChain } from '@/components/execution/graph/choose-component'
import { componentData } from '@/components/execution/graph/component-data'
import { foldLayout } from '@/components/execution/graph/fold'
import { graphEdge } from '@/components/execution/graph/graph-path'
import { type GraphShape, layoutGraph } from '@/components/execution/graph/layout'
import { toCsr } from '@/lib/parallelism/csr'

const chain = (nodes: number): GraphShape => ({
  nodes,
  edges: Array.from({ length: nodes - 1 }, (_, i) => [i, i + 1] as const),
})

/** Each node but the first depends on some earlier ones, or on none. */
const anyGraph = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 40 })
  .map((rows): GraphShape => {
    const edges = rows.flatMap((picks, i) =>
      [...new Set(picks.map((pick) => pick % (i + 1)))].map((from) => [from, i + 1] as const),
    )
    return { nodes: rows.length + 1, edges }
  })

describe('layoutGraph', () => {
  it('puts each transaction as many layers in as the longest chain before it', () => {
    const edges = [
      [0, 1],
      [1, 3],
      [2, 3],
      [0, 3],
      [3, 4],
      [3, 5],
    ] as const
    expect(layoutGraph({ nodes: 6, edges }).layer).toEqual([0, 1, 0, 2, 3, 3])
  })

  it('refuses an edge that points backwards', () => {
    expect(() => layoutGraph({ nodes: 2, edges: [[1, 0]] })).toThrow(
      'the dependency of 0 on 1 points backwards',
    )
  })

  it('keeps nodes of a layer apart, within its own measures', () => {
    fc.assert(
      fc.property(anyGraph, (shape) => {
        const { layer, place, layers, across } = layoutGraph(shape)
        for (const [from, to] of shape.edges) expect(layer[from]).toBeLessThan(layer[to] ?? 0)
        expect(Math.max(...layer) + 1).toBe(layers)
        expect(Math.min(...place)).toBe(0)
        expect(Math.max(...place)).toBe(across)
        for (let i = 0; i < shape.nodes; i++)
          for (let j = 0; j < i; j++)
            if (layer[i] === layer[j])
              expect(Math.abs((place[i] ?? 0) - (place[j] ?? 0))).toBeGreaterThan(0.999)
      }),
      { seed: 4, numRuns: 150 },
    )
  })

  it('lays out at once what would cost the library too much', () => {
    // every node depends on the first: edges pass 400 * 401 / 2 layers
    const edges = Array.from({ length: 400 }, (_, i) => [
      [i, i + 1] as const,
      ...(i === 0 ? [] : [[0, i + 1] as const]),
    ]).flat()
    const { layers, across } = layoutGraph({ nodes: 401, edges })
    expect({ layers, across }).toEqual({ layers: 401, across: 0 })
  })
})

describe('foldLayout', () => {
  it('leaves a short chain in one row', () => {
    const { x, row, width } = foldLayout(layoutGraph(chain(4)), 1000)
    expect({ x, row, width }).toEqual({ x: [48, 144, 240, 336], row: [0, 0, 0, 0], width: 384 })
  })

  it('breaks a long one into rows that begin at the left', () => {
    const { x, row } = foldLayout(layoutGraph(chain(4)), 120)
    expect({ x, row }).toEqual({ x: [28, 84, 28, 84], row: [0, 0, 1, 1] })
  })

  it('closes up a chain of 1,408 until it can be seen at once', () => {
    const { width, height, radius } = foldLayout(layoutGraph(chain(1408)), 1180)
    expect(width).toBeLessThanOrEqual(1180)
    expect(height).toBeLessThan(520)
    expect(radius).toBeGreaterThan(4)
  })

  it('keeps every node inside', () => {
    fc.assert(
      fc.property(anyGraph, fc.integer({ min: 40, max: 1200 }), (shape, room) => {
        const { x, y, width, height } = foldLayout(layoutGraph(shape), room)
        for (const at of x) expect(at > 0 && at < width).toBe(true)
        for (const at of y) expect(at > 0 && at < height).toBe(true)
      }),
      { seed: 5, numRuns: 100 },
    )
  })
})

describe('a component', () => {
  // 1 and 4 wait for 0, 5 waits for 1 and 4; 2 waits for 3's neighbour, in another component
  const edges = [
    [],
    [[0, 0, 0]],
    [],
    [[2, 1, 0]],
    [[0, 0, 0]],
    [
      [1, 2, 1],
      [4, 2, 0],
    ],
  ] as [number, number, number][][]
  const gas = [10, 40, 1, 1, 10, 10]
  const group = { transactions: [0, 1, 4, 5], gas: 70, criticalPathGas: 60 }
  const other = { transactions: [2, 3], gas: 2, criticalPathGas: 2 }

  it('is the one that the address names, that of its transaction, or the largest', () => {
    const groups = [group, other]
    expect(chosenComponent(groups, { component: 3, tx: 0 })).toBe(1)
    expect(chosenComponent(groups, { component: undefined, tx: 3 })).toBe(1)
    expect(chosenComponent(groups, { component: 99, tx: undefined })).toBe(0)
  })

  it('has its heaviest chain, by the numbers of the block', () => {
    const dependencies = toCsr(edges.map((row) => row.map(([earlier]) => earlier)))
    expect(heaviestChain({ dependencies, gas: Float64Array.from(gas) }, group)).toEqual([0, 1, 5])
  })

  it('is told to the drawing by its own numbers', () => {
    expect(componentData({ edges, gas }, group.transactions, [0, 1, 5])).toEqual({
      transactions: [0, 1, 4, 5],
      shape: {
        nodes: 4,
        edges: [
          [0, 1],
          [0, 2],
          [1, 3],
          [2, 3],
        ],
      },
      heaviest: [true, true, false, true],
      chain: [
        [0, 1],
        [1, 3],
      ],
      weight: [0.25, 1, 0.25, 0.25],
    })
  })

  it('goes on in the next row from the left', () => {
    const drawing = foldLayout(layoutGraph(chain(4)), 120)
    expect(graphEdge(drawing, 0, 1)).toBe('M28 28H84')
    expect(graphEdge(drawing, 1, 2)).toBe('M84 28H112M0 84H28')
  })
})
