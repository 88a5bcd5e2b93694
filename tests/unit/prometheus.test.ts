import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import type { ModuleTotal } from '@/lib/db/read/module-metrics'
import { familiesOf } from '@/lib/prometheus/families'
import { boundedModules } from '@/lib/prometheus/modules'
import { parseExposition } from '../support/exposition'

const total = (moduleId: string, homeGas: bigint): ModuleTotal => ({
  moduleId,
  touchingTxs: 2,
  homeTxs: 1,
  homeGas,
  crossModuleTxs: 0,
  edges: 3,
  conflictedTxs: 1,
  touchingGas: 10n,
  criticalPathGas: 5n,
})

describe('series by module', () => {
  it('are bounded: the modules with most gas, and the sum of the others', () => {
    const totals = [total('a', 1n), total('b', 30n), total('c', 20n), total('d', 4n)]
    expect(
      boundedModules(totals, 2).map(({ moduleId, homeGas, edges }) => [moduleId, homeGas, edges]),
    ).toEqual([
      ['b', 30n, 3],
      ['c', 20n, 3],
      ['other', 5n, 6],
    ])
    expect(boundedModules(totals, 4).map(({ moduleId }) => moduleId)).toEqual(['b', 'c', 'd', 'a'])
  })
})

describe('families', () => {
  it('write gauges and counters, escape labels, and leave out what is not known', async () => {
    const registry = new Registry()
    const families = familiesOf(registry)
    families.gauge('a_block', 'A block.', { chain: 'x"\\\n' }, 12n)
    families.gauge('a_block', 'A block.', { chain: 'y' }, undefined)
    families.gauge('never', 'Never known.', { chain: 'y' }, undefined)
    families.counter('a_total', 'A total.', { chain: 'x' }, 3)
    expect(Object.fromEntries(parseExposition(await registry.metrics()))).toEqual({
      a_block: {
        help: 'A block.',
        type: 'gauge',
        samples: [{ name: 'a_block', labels: { chain: 'x"\\\n' }, value: 12 }],
      },
      a_total: {
        help: 'A total.',
        type: 'counter',
        samples: [{ name: 'a_total', labels: { chain: 'x' }, value: 3 }],
      },
    })
  })
})

describe('the parser', () => {
  it.each([
    ['a 1\n', 'a sample outside its family: a 1'],
    ['# HELP a A.\n# TYPE a gauge\na 1\na 2\n', 'a sample twice: a 2'],
    ['# HELP a A.\n# TYPE a gauge\na{b=c} 2\n', 'wrong labels: a{b=c} 2'],
    ['# HELP a A.\n# TYPE a gauge\na one\n', 'no value: a one'],
    ['# HELP a A.\n# TYPE a gauge\na 1', 'the last line does not end'],
  ])('refuses %j', (text, message) => {
    expect(() => parseExposition(text)).toThrow(message)
  })
})
