import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyseBlock, analysePolicies } from '@/lib/parallelism/analyse'
import { dependencies } from '@/lib/parallelism/graph'
import { homeModule, modulesTouched } from '@/lib/parallelism/modules'
import { POLICIES, TRANSFER, UNASSIGNED, WORKERS } from '@/lib/parallelism/types'
import { moduleOf, randomBlock, SEEDED } from './random-blocks'
import {
  distinct,
  greatest,
  keysUnder,
  slowCauses,
  slowComponents,
  slowDependencies,
  slowMakespan,
  slowModuleDependencies,
  slowModuleMakespan,
  slowPaths,
} from './slow'

const anyPolicy = fc.constantFrom(...POLICIES)
const check = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, SEEDED)
const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n)

describe('the fast analysis agrees with the definitions written plainly', () => {
  test('dependencies', () => {
    check(
      fc.property(randomBlock, anyPolicy, ({ access }, policy) => {
        expect(dependencies(access, policy)).toEqual(slowDependencies(access, policy))
      }),
    )
  })

  test('components, chains, paths and makespans', () => {
    check(
      fc.property(randomBlock, anyPolicy, ({ access, costs }, policy) => {
        const gas = costs.map((cost) => cost.gas)
        const edges = slowDependencies(access, policy)
        const groups = slowComponents(edges)
        const { block } = analyseBlock(access, costs, policy, moduleOf)
        expect(block).toEqual({
          policy,
          transactions: access.length,
          gasUsed: sum(gas),
          edges: edges.flat().length,
          conflictedTxs: groups.filter((group) => group.length > 1).flat().length,
          dependentTxs: edges.filter((earlier) => earlier.length > 0).length,
          components: groups.length,
          largestComponent: Math.max(0, ...groups.map((group) => group.length)),
          longestChainTxs: Number(
            greatest(
              slowPaths(
                edges,
                gas.map(() => 1n),
              ),
            ),
          ),
          criticalPathGas: greatest(slowPaths(edges, gas)),
          criticalPath: block.criticalPath,
          makespanGas: WORKERS.map((k) => slowMakespan(edges, gas, k, 'weight')),
          blockOrderMakespanGas: WORKERS.map((k) => slowMakespan(edges, gas, k, 'block')),
          moduleMakespanGas: slowModuleMakespan(access, edges, gas, moduleOf),
          optimisticMakespanGas: block.optimisticMakespanGas,
          optimisticAborts: block.optimisticAborts,
        })
      }),
    )
  })

  test('modules', () => {
    check(
      fc.property(randomBlock, anyPolicy, ({ access, costs }, policy) => {
        const gas = costs.map((cost) => cost.gas)
        const home = access.map((set, i) => homeModule(costs[i]?.target, set, moduleOf))
        const touched = access.map((set) => modulesTouched(set, moduleOf))
        const ids = distinct([...home, ...touched.flat()])
        const expected = ids.map((moduleId) => {
          const at = access.map((_, i) => i)
          const homeTxs = at.filter((i) => home[i] === moduleId)
          const touching = moduleId === TRANSFER ? homeTxs : at.filter((i) => touched[i]?.includes(moduleId))
          const edges = slowModuleDependencies(
            access,
            costs.map((cost) => cost.target),
            policy,
            moduleOf,
            moduleId,
          )
          const ends = edges.flatMap((earlier, j) => (earlier.length > 0 ? [j, ...earlier] : []))
          const paths = slowPaths(edges, gas)
          const others = (i: number) =>
            touched[i]?.some((other) => other !== moduleId && other !== UNASSIGNED)
          return {
            moduleId,
            touchingTxs: touching.length,
            homeTxs: homeTxs.length,
            homeGas: sum(homeTxs.map((i) => gas[i] ?? 0n)),
            crossModuleTxs: homeTxs.filter(others).length,
            edges: edges.flat().length,
            conflictedTxs: distinct(ends).length,
            touchingGas: sum(touching.map((i) => gas[i] ?? 0n)),
            criticalPathGas: greatest([...touching, ...distinct(ends)].map((i) => paths[i] ?? 0n)),
          }
        })
        const found = analyseBlock(access, costs, policy, moduleOf)
        expect(found.modules).toEqual(expected)
        expect(sum(found.modules.map((module) => module.homeGas))).toBe(found.block.gasUsed)
        const pairs = slowDependencies(access, policy).flatMap((earlier, j) =>
          earlier.map((i) => `${home[i]} ${home[j]}`),
        )
        const counted = found.moduleConflicts.flatMap(({ earlierModule, laterModule, edges }) =>
          Array.from({ length: edges }, () => `${earlierModule} ${laterModule}`),
        )
        expect(counted).toEqual(pairs.sort())
      }),
    )
  })

  test('hot keys', () => {
    check(
      fc.property(randomBlock, anyPolicy, ({ access, costs }, policy) => {
        const causes = slowCauses(access, policy)
        const sets = access.map((set) => keysUnder(policy, set))
        const hot = distinct(causes.flatMap((byKey) => [...byKey.keys()])).map((key) => ({
          key,
          readers: sets.filter((set) => set.reads.has(key)).length,
          writers:
            sets.filter((set) => set.writes.has(key)).length +
            sets.filter((set) => set.credits.has(key)).length,
          edges: causes.flatMap((byKey) => byKey.get(key) ?? []).length,
          waitingGas: sum(causes.map((byKey, j) => (byKey.has(key) ? (costs[j]?.gas ?? 0n) : 0n))),
        }))
        hot.sort((a, b) => (a.waitingGas === b.waitingGas ? 0 : a.waitingGas > b.waitingGas ? -1 : 1))
        expect(analyseBlock(access, costs, policy, moduleOf, { hotKeys: 3 }).hotKeys).toEqual(hot.slice(0, 3))
      }),
    )
  })
})

describe('what must hold of any block', () => {
  test("Graham's bound, and no speedup above the workers or the critical path's", () => {
    check(
      fc.property(randomBlock, anyPolicy, ({ access, costs }, policy) => {
        const { block } = analyseBlock(access, costs, policy, moduleOf)
        WORKERS.forEach((workers, at) => {
          const k = BigInt(workers)
          for (const makespan of [block.makespanGas[at] ?? -1n, block.blockOrderMakespanGas[at] ?? -1n]) {
            expect(makespan * k).toBeGreaterThanOrEqual(block.gasUsed)
            expect(makespan).toBeGreaterThanOrEqual(block.criticalPathGas)
            expect(makespan * k).toBeLessThanOrEqual(
              block.criticalPathGas * k + block.gasUsed - block.criticalPathGas,
            )
          }
        })
        expect(block.moduleMakespanGas).toBeGreaterThanOrEqual(block.criticalPathGas)
        expect(block.moduleMakespanGas).toBeLessThanOrEqual(block.gasUsed)
      }),
    )
  })

  test('the critical path is a path of that gas', () => {
    check(
      fc.property(randomBlock, anyPolicy, ({ access, costs }, policy) => {
        const edges = slowDependencies(access, policy)
        const { criticalPath, criticalPathGas } = analyseBlock(access, costs, policy, moduleOf).block
        criticalPath.slice(1).forEach((j, at) => {
          expect(edges[j]).toContain(criticalPath[at])
        })
        expect(sum(criticalPath.map((i) => costs[i]?.gas ?? 0n))).toBe(criticalPathGas)
      }),
    )
  })

  test('renaming keys changes nothing but their names', () => {
    check(
      fc.property(randomBlock, anyPolicy, ({ access, costs }, policy) => {
        const renamed = (name: string) => name.replace(/0x0/g, '0xf')
        const other = access.map((set) => ({
          reads: set.reads.map(renamed),
          writes: set.writes.map(renamed),
          credits: set.credits.map(renamed),
          contracts: set.contracts.map(renamed),
        }))
        const targets = costs.map(({ gas, target }) => ({ gas, target: target && renamed(target) }))
        const before = analyseBlock(access, costs, policy, moduleOf)
        const after = analyseBlock(other, targets, policy, (name) => moduleOf(name.replace('0xf', '0x0')))
        expect(after.block).toEqual(before.block)
        expect(after.modules).toEqual(before.modules)
        expect(after.hotKeys.map(({ waitingGas }) => waitingGas)).toEqual(
          before.hotKeys.map(({ waitingGas }) => waitingGas),
        )
      }),
    )
  })

  test('where every writer of a key reads it, dropping a write never lengthens the critical path', () => {
    check(
      fc.property(randomBlock, fc.nat(), fc.nat(), ({ access, costs }, whichTx, whichKey) => {
        const reading = access.map((set) => ({ ...set, reads: [...set.reads, ...set.writes], credits: [] }))
        const dropped = reading.map((set, i) => {
          if (i !== whichTx % reading.length || set.writes.length === 0) return set
          const key = set.writes[whichKey % set.writes.length]
          return { ...set, writes: set.writes.filter((written) => written !== key) }
        })
        const gasOf = (sets: typeof reading) =>
          analyseBlock(sets, costs, 'accounts', moduleOf).block.criticalPathGas
        expect(gasOf(dropped)).toBeLessThanOrEqual(gasOf(reading))
      }),
    )
  })

  test('several policies at once give what each gives alone', () => {
    check(
      fc.property(randomBlock, ({ access, costs }) => {
        const together = analysePolicies(access, costs, POLICIES, moduleOf)
        expect(together).toEqual(POLICIES.map((policy) => analyseBlock(access, costs, policy, moduleOf)))
      }),
    )
  })
})
