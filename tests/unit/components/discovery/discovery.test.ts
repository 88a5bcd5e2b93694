import { describe, expect, test } from 'vitest'
import { closest, compare, contractsByModule } from '@/components/discovery/compare'
import { remembered } from '@/components/discovery/remembered'
import type { CoAccessRange } from '@/lib/db/read/co-access'
import { discoverModules } from '@/lib/parallelism/discover'

const transactions = [
  { gas: 10n, contracts: ['0xa1', '0xa2'] },
  { gas: 10n, contracts: ['0xa1', '0xa2'] },
  { gas: 20n, contracts: ['0xb1', '0xb2'] },
  { gas: 20n, contracts: ['0xb1', '0xb2'] },
  { gas: 5n, contracts: ['0xc1'] },
]
const range: CoAccessRange = {
  ...{ from: 1n, to: 5n, blocks: 5, fromTimestamp: 0n, toTimestamp: 9n, hash: '0x', sources: ['traced'] },
  ...{ transactions, whole: true },
}

describe('against the declared modules', () => {
  const declared: Record<string, string> = { '0xa1': 'a', '0xa2': 'a', '0xb1': 'a', '0xb2': 'b', '0xz9': 'b' }
  const declaredOf = (contract: string) => declared[contract]

  test('only contracts that the range touches count', () => {
    expect(contractsByModule(range, declaredOf)).toEqual(
      new Map([
        ['a', new Set(['0xa1', '0xa2', '0xb1'])],
        ['b', new Set(['0xb2'])],
      ]),
    )
  })

  test('the closest is the one with the largest Jaccard index', () => {
    const modules = contractsByModule(range, declaredOf)
    expect(closest({ members: [{ contract: '0xb1' }, { contract: '0xb2' }] }, modules)).toEqual({
      moduleId: 'b',
      overlap: 1 / 2,
    })
    expect(closest({ members: [{ contract: '0xc1' }] }, modules)).toBeUndefined()
  })

  test('the shares of gas and the agreement', () => {
    const found = compare(range, discoverModules(transactions), declaredOf)
    expect(found).toMatchObject({
      contracts: 4,
      shares: { gas: 65n, inside: 20n, cross: 40n, unassigned: 5n },
    })
    // 1 pair together in both, 3 among the declared, 2 among the suggested, of 6: no better than chance.
    expect(found.randIndex).toBeCloseTo(0, 12)
  })
})

describe('a memory of answers', () => {
  test('works once for a question, also while the answer is on its way, and forgets the oldest', async () => {
    const ask = remembered<string>(2)
    const worked: string[] = []
    const question = (key: string) =>
      ask(key, async () => {
        worked.push(key)
        return key.toUpperCase()
      })
    expect(await Promise.all([question('a'), question('a'), question('b')])).toEqual(['A', 'A', 'B'])
    await question('a')
    await question('c')
    await question('a')
    await question('b')
    expect(worked).toEqual(['a', 'b', 'c', 'b'])
  })

  test('asks again what has failed', async () => {
    const ask = remembered<string>(2)
    await expect(ask('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
    expect(await ask('a', async () => 'here')).toBe('here')
  })
})
