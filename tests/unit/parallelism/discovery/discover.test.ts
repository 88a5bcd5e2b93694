import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { discoverModules } from '@/lib/parallelism/discover'
import { type CoAccess, coAccessGraph, heatOf } from '@/lib/parallelism/discovery/co-access'
import { mulberry32 } from '@/lib/parallelism/discovery/communities'
import { gasShares } from '@/lib/parallelism/discovery/gas-shares'
import { adjustedRandIndex } from '@/lib/parallelism/discovery/rand-index'

const address = (number: number) => `0x${number.toString(16).padStart(40, '0')}`

/** Transactions over planted groups of contracts; some of them also touch one hub, a few also a foreign contract. */
function planted(groups: readonly (readonly string[])[], hub: string | undefined, seed: number): CoAccess[] {
  const random = mulberry32(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  return Array.from({ length: groups.length * 200 }, (_, at) => {
    const group = groups[at % groups.length] ?? []
    const contracts = new Set<string>()
    for (let left = 2 + Math.floor(random() * 2); left > 0; left--) contracts.add(pick(group) ?? '')
    if (hub !== undefined && random() < 0.5) contracts.add(hub)
    if (random() < 0.05) contracts.add(pick(pick(groups) ?? []) ?? '')
    return { gas: BigInt(21_000 + Math.floor(random() * 300_000)), contracts: [...contracts] }
  })
}

const partition = (transactions: readonly CoAccess[]) =>
  discoverModules(transactions)
    .modules.map(({ members }) => members.map(({ contract }) => contract).sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))

const GROUPS = [4, 5, 6, 7, 8].map((size, group) =>
  Array.from({ length: size }, (_, at) => address(1 + group * 100 + at)),
)

describe('planted modules', () => {
  test('are found exactly', () => {
    expect(partition(planted(GROUPS, undefined, 7))).toEqual(GROUPS)
  })

  test('are not glued together by a hub that half of all transactions touch', () => {
    const hub = address(0xffff)
    const found = partition(planted(GROUPS, hub, 7))
    expect(found.map((members) => members.filter((contract) => contract !== hub))).toEqual(GROUPS)
  })

  test('the same from transactions and contracts in any order', () => {
    const transactions = planted(GROUPS, address(0xffff), 3)
    const whole = discoverModules(transactions)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(transactions, { minLength: transactions.length }),
        fc.infiniteStream(fc.boolean()),
        (shuffled, flips) => {
          const turned = shuffled.map(({ gas, contracts }) => ({
            gas,
            contracts: flips.next().value ? contracts.toReversed() : contracts,
          }))
          expect(discoverModules(turned)).toEqual(whole)
        },
      ),
      { seed: 20, numRuns: 20 },
    )
  })

  test('the same under any other addresses', () => {
    // With much noise, so that the search has choices which an order of addresses could turn.
    const random = mulberry32(5)
    const transactions = Array.from({ length: 1500 }, () => ({
      gas: BigInt(21_000 + Math.floor(random() * 1e6)),
      contracts: [...new Set([0, 0, 0].map(() => address(1 + Math.floor(60 * random() ** 2))))],
    }))
    const before = partition(transactions)
    expect(before.length).toBeGreaterThan(3)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (odd) => {
        const renamed = (contract: string) => address((Number(contract) * (2 * odd + 1)) % 2 ** 31)
        const after = partition(
          transactions.map(({ gas, contracts }) => ({ gas, contracts: contracts.map(renamed) })),
        )
        const sorted = (groups: string[][]) =>
          groups.map((group) => group.toSorted()).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
        expect(sorted(after)).toEqual(sorted(before.map((group) => group.map(renamed))))
      }),
      { seed: 21, numRuns: 25 },
    )
  })
})

describe('the graph', () => {
  test('has the weights of the definition', () => {
    const [a, b, c] = [address(1), address(2), address(3)]
    const transactions = [
      { gas: 10n, contracts: [a, b] },
      { gas: 20n, contracts: [b, a] },
      { gas: 5n, contracts: [a, b, c] },
      { gas: 7n, contracts: [c] },
    ]
    // Togetherness: ab 1 + 1 + 1/2, ac 1/2, bc 1/2; whole: a 3, b 3, c 1.
    const { nodes, edges } = coAccessGraph(transactions, heatOf(transactions))
    expect(nodes.map(({ contract, transactions: count, gas }) => [contract, count, gas]).sort()).toEqual([
      [a, 3, 35n],
      [b, 3, 35n],
      [c, 2, 12n],
    ])
    const byName = edges.map(({ a: x, b: y, weight }) => [
      [nodes[x]?.contract, nodes[y]?.contract].sort().join(' '),
      weight,
    ])
    expect(Object.fromEntries(byName)).toEqual({
      [`${a} ${b}`]: (2.5 / 3) * (2.5 / 3),
      [`${a} ${c}`]: (0.5 / 3) * 0.5,
      [`${b} ${c}`]: (0.5 / 3) * 0.5,
    })
  })

  test('of nothing has no modules', () => {
    expect(discoverModules([])).toMatchObject({ modules: [], modularity: 0, contracts: 0, communities: 0 })
    expect(discoverModules([{ gas: 21_000n, contracts: [] }]).shares).toMatchObject({
      gas: 0n,
      transactions: 0,
    })
  })
})

test('limits: contracts beyond the hottest, and modules beyond the largest, stay unassigned', () => {
  const transactions = planted(GROUPS, undefined, 7)
  const { modules, considered, contracts, shares } = discoverModules(transactions, { mostModules: 2 })
  expect([modules.length, considered, contracts]).toEqual([2, 30, 30])
  expect(shares.inside + shares.cross + shares.unassigned).toBe(shares.gas)
  expect(shares.unassigned > 0n).toBe(true)
  expect(discoverModules(transactions, { mostContracts: 9 }).considered).toBe(9)
})

test('what one transaction alone touched together is not suggested', () => {
  const once = { gas: 90n, contracts: [address(1), address(2)] }
  const twice = { gas: 10n, contracts: [address(3), address(4)] }
  const { modules, communities } = discoverModules([once, twice, twice])
  expect(communities).toBe(2)
  expect(modules.map(({ members }) => members.map(({ contract }) => contract))).toEqual([
    [address(3), address(4)],
  ])
})

describe('shares of gas', () => {
  const transactions = [
    { gas: 1n, contracts: ['a1'] },
    { gas: 2n, contracts: ['a1', 'a2'] },
    { gas: 4n, contracts: ['a1', 'b1'] },
    { gas: 8n, contracts: ['x'] },
    { gas: 16n, contracts: ['b1', 'x'] },
    { gas: 32n, contracts: [] },
  ]
  test('are of transactions that touch contracts, in lanes', () => {
    const moduleOf = (contract: string) => (contract === 'x' ? undefined : contract.charAt(0))
    expect(gasShares(transactions, moduleOf)).toEqual({
      gas: 31n,
      transactions: 5,
      inside: 3n,
      unassigned: 8n,
      cross: 20n,
      busiest: { moduleId: 'unassigned', gas: 24n },
      lanes: new Map([
        ['a', 7n],
        ['b', 20n],
        ['unassigned', 24n],
      ]),
    })
  })
})

describe('the devnet, its registry ignored', () => {
  const recorded = z.object({
    declared: z.record(z.string(), z.string()),
    groups: z.array(z.object({ contracts: z.array(z.string()), transactions: z.number(), gas: z.number() })),
  })
  const { declared: modulesOf, groups } = recorded.parse(
    JSON.parse(readFileSync(new URL('devnet-co-access.json', import.meta.url), 'utf8')),
  )
  const transactions = groups.flatMap(({ contracts, transactions: count, gas }) =>
    Array.from({ length: count }, () => ({ gas: BigInt(Math.round(gas / count)), contracts })),
  )
  const declared = new Map(Object.entries(modulesOf))

  test('shows five groups that work together; what contracts are for is not in it', () => {
    const { modules, modularity } = discoverModules(transactions)
    const found = modules.map(({ members }) => members.map(({ contract }) => contract).sort())
    expect(found).toEqual([
      ['PayToken', 'PersonhoodPay', 'RegistrarList', 'SavingsVault', 'Treasury'],
      ['EnergyCredit', 'EnergyGrid', 'SwapPool'],
      ['Accreditations', 'Shipments'],
      ['Tally'],
      ['ConsentLedger', 'RecordAnchors'],
    ])
    expect(modularity).toBeCloseTo(0.543639, 6)
    const names = [...declared.keys()]
    const place = (name: string) => String(found.findIndex((members) => members.includes(name)))
    expect(
      adjustedRandIndex(
        names.map((name) => declared.get(name) ?? ''),
        names.map(place),
      ),
      // 5 pairs together in both, 7 among the modules declared, 15 in the groups found, of 66: 25/69.
    ).toBeCloseTo(25 / 69, 12)
  })

  test('in the groups found less gas crosses than between the modules declared', () => {
    const before = gasShares(transactions, (contract) => declared.get(contract))
    const after = discoverModules(transactions).shares
    const share = (part: bigint) => Math.round((1000 * Number(part)) / Number(before.gas)) / 10
    expect(after.gas).toBe(before.gas)
    expect([share(before.inside), share(before.cross)]).toEqual([21, 69.4])
    expect([share(after.inside), share(after.cross)]).toEqual([69.5, 28.4])
  })
})
