import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coordinationQuery, parseCoordination } from '@/components/coordination/coordination-query'
import { bandPath, type Flow, flowLayout } from '@/components/coordination/flow-layout'
import { between } from '@/components/coordination/load-coordination'
import { parseView } from '@/components/parallelism/view'

const order = (id: string) => id.charCodeAt(0)

describe('flowLayout', () => {
  it('gives each flow its part of the height, from caller to callee', () => {
    const flows = [
      { from: 'b', to: 'a', size: 3, failed: 0 },
      { from: 'a', to: 'b', size: 6, failed: 0.5 },
      { from: 'a', to: 'c', size: 1, failed: 0 },
    ]
    const { left, right, bands, height } = flowLayout(flows, order)
    expect(left).toEqual([
      { id: 'a', size: 7, top: 0, height: 210 },
      { id: 'b', size: 3, top: 218, height: 90 },
    ])
    expect(right.map(({ id, top, height: high }) => [id, top, high])).toEqual([
      ['a', 0, 90],
      ['b', 98, 180],
      ['c', 286, 30],
    ])
    expect(bands.map(({ from, to, top, bottom, height: high }) => [from, to, top, bottom, high])).toEqual([
      ['a', 'b', 0, 98, 180],
      ['a', 'c', 180, 286, 30],
      ['b', 'a', 218, 0, 90],
    ])
    // the last bar is thinner than its name
    expect(height).toBe(320)
  })

  it('lets no flows overlap, nor leave the drawing', () => {
    const flow = fc.record({
      from: fc.constantFrom('a', 'b', 'c', 'd'),
      to: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      size: fc.nat(1000),
      failed: fc.constant(0),
    })
    const distinct = fc.uniqueArray(flow, { selector: ({ from, to }: Flow) => `${from}${to}`, minLength: 1 })
    fc.assert(
      fc.property(distinct, (flows) => {
        const { bands, height } = flowLayout(flows, order)
        expect(bands).toHaveLength(flows.length)
        for (const side of ['top', 'bottom'] as const) {
          const placed = bands.toSorted((a, b) => a[side] - b[side])
          placed.forEach((band, i) => {
            const before = placed[i - 1]
            if (before) expect(band[side]).toBeGreaterThanOrEqual(before[side] + before.height - 1e-6)
            expect(band[side] + band.height).toBeLessThanOrEqual(height + 1e-6)
          })
        }
      }),
      { seed: 6, numRuns: 200 },
    )
  })

  it('draws a flow, and the part of it that failed from its upper edge', () => {
    const band = { from: 'a', to: 'b', size: 1, failed: 0.5, top: 0, bottom: 40, height: 20 }
    expect(bandPath(band, 100)).toBe('M0 0C50 0 50 40 100 40v20C50 60 50 20 0 20z')
    expect(bandPath(band, 100, 0.5)).toBe('M0 0C50 0 50 40 100 40v10C50 50 50 10 0 10z')
  })
})

it('draws what goes from one end to another, accounts only where they are asked for', () => {
  const call = { calls: 1, staticCalls: 0, failed: 0, gas: 1n, value: 0n }
  const pair = (callerModule: string, calleeModule: string) => ({ ...call, callerModule, calleeModule })
  const calls = [pair('a', 'a'), pair('a', 'unassigned'), pair('transfer', 'a'), pair('a', 'transfer')]
  const names = (list: typeof calls) =>
    list.map(({ callerModule, calleeModule }) => `${callerModule} ${calleeModule}`)
  expect(names(between(calls, 'modules'))).toEqual(['a unassigned'])
  expect(names(between(calls, 'accounts'))).toEqual(['a unassigned', 'transfer a', 'a transfer'])
})

it('keeps the page in its address, without its defaults', () => {
  const view = parseView({ from: '3', to: '9' })
  const query = { by: 'gas', ends: 'accounts' } as const
  expect(coordinationQuery(parseView({}), parseCoordination({}))).toBe('')
  const address = coordinationQuery(view, query)
  expect(address).toBe('?from=3&to=9&by=gas&ends=accounts')
  expect(parseCoordination(Object.fromEntries(new URLSearchParams(address)))).toEqual(query)
  expect(() => parseCoordination({ by: 'weight' })).toThrow('The parameter "by" must be one of calls, gas.')
})
