import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyseBlock } from '@/lib/parallelism/analyse'
import { type ChangeAction, shardOfSender } from '@/lib/parallelism/changes'
import { POLICIES, TRANSFER, UNASSIGNED, WORKERS } from '@/lib/parallelism/types'
import { whatIf, whatIfBase } from '@/lib/parallelism/what-if'
import { SEEDED } from './random-blocks'
import { anyTarget, changeIn, keysOf, ofManySenders, relaxing, targetIn, whatIfBlock } from './random-changes'
import { slowComponents, slowDependencies, slowMakespan, slowModuleMakespan } from './slow'
import { slowChanged, slowEdges, slowHolds, slowModuleOf, slowPathGas } from './slow-what-if'

const anyPolicy = fc.constantFrom(...POLICIES)
const check = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, SEEDED)
const COMMUTATIVE: ChangeAction = { kind: 'commutative' }
const gasOf = (block: { transactions: readonly { gas: bigint }[] }) =>
  block.transactions.map(({ gas }) => gas)

/** All earlier transactions that each waits for, directly or through others. */
function ancestors(edges: number[][]): Set<number>[] {
  const all: Set<number>[] = []
  for (const [j, earlier] of edges.entries()) {
    all[j] = new Set(earlier.flatMap((i) => [i, ...(all[i] ?? [])]))
  }
  return all
}

describe('what if, against the definitions written plainly', () => {
  test('commuting and split keys give the graph, the paths and the makespans of the changed sets', () => {
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, relaxing, (block, policy, which, action) => {
        const change = changeIn(block, which, action)
        const ways = action.kind === 'sharded' && action.ways !== 'sender' ? action.ways : 1
        const edges = slowEdges(slowChanged(block, policy, change, (sender) => shardOfSender(sender, ways)))
        const gas = gasOf(block)
        const { before, after, freed, keys } = whatIf(whatIfBase(block, policy), change)
        const groups = slowComponents(edges)
        const slow = slowPathGas(edges, gas)
        expect(after.block).toMatchObject({
          edges: edges.flat().length,
          conflictedTxs: groups.filter((group) => group.length > 1).flat().length,
          dependentTxs: edges.filter((earlier) => earlier.length > 0).length,
          components: groups.length,
          criticalPathGas: slow.criticalPathGas,
          makespanGas: WORKERS.map((k) => slowMakespan(edges, gas, k, 'weight')),
          blockOrderMakespanGas: WORKERS.map((k) => slowMakespan(edges, gas, k, 'block')),
          moduleMakespanGas: slowModuleMakespan(block.access, edges, gas, block.moduleOf),
        })
        expect(after.waitingGas).toBe(slow.waitingGas)
        expect(freed.waitingGas).toBe(before.waitingGas - slow.waitingGas)
        expect(freed.criticalPathGas).toBe(before.block.criticalPathGas - slow.criticalPathGas)
        if (policy !== 'storage') {
          expect(keys).toBe(keysOf(block).filter((key) => slowHolds(block, change.target, key)).length)
        }
      }),
    )
  })

  test('before is the analysis of the block as it is', () => {
    check(
      fc.property(whatIfBlock, anyPolicy, (block, policy) => {
        const { before } = whatIfBase(block, policy)
        expect(before).toEqual({
          ...analyseBlock(block.access, block.transactions, policy, block.moduleOf),
          waitingGas: slowPathGas(slowDependencies(block.access, policy), gasOf(block)).waitingGas,
        })
      }),
    )
  })

  test('a moved contract or module gives the analysis under the other assignment', () => {
    const destination = fc.constantFrom('defi', 'identity', 'new', UNASSIGNED)
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, destination, (block, policy, which, moduleId) => {
        const target = targetIn(block, which)
        if (target.kind === 'key') return
        const { after } = whatIf(whatIfBase(block, policy), { target, action: { kind: 'moved', moduleId } })
        const { waitingGas: _, ...analysis } = after
        const moved = slowModuleOf(block, target, moduleId)
        expect(analysis).toEqual(analyseBlock(block.access, block.transactions, policy, moved))
      }),
    )
  })
})

describe('what if: theorems', () => {
  test('whoever waits after a commuting or split key waited before, directly or through others', () => {
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, relaxing, (block, policy, which, action) => {
        const change = changeIn(block, which, action)
        const ways = action.kind === 'sharded' && action.ways !== 'sender' ? action.ways : 1
        const reached = ancestors(slowDependencies(block.access, policy))
        const edges = slowEdges(slowChanged(block, policy, change, (sender) => shardOfSender(sender, ways)))
        edges.forEach((earlier, j) => {
          for (const i of earlier) expect(reached[j]).toContain(i)
        })
        const { before, after, freed } = whatIf(whatIfBase(block, policy), change)
        expect(freed.criticalPathGas).toBeGreaterThanOrEqual(0n)
        expect(freed.waitingGas).toBeGreaterThanOrEqual(0n)
        expect(freed.moduleMakespanGas).toBeGreaterThanOrEqual(0n)
        expect(after.block.longestChainTxs).toBeLessThanOrEqual(before.block.longestChainTxs)
        expect(after.block.largestComponent).toBeLessThanOrEqual(before.block.largestComponent)
        expect(after.block.conflictedTxs).toBeLessThanOrEqual(before.block.conflictedTxs)
        expect(after.block.dependentTxs).toBeLessThanOrEqual(before.block.dependentTxs)
        expect(after.block.components).toBeGreaterThanOrEqual(before.block.components)
      }),
    )
  })

  test('where nobody only reads it, a commuting target adds no dependency at all', () => {
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, (block, policy, which) => {
        const target = targetIn(block, which)
        const changing = {
          ...block,
          access: block.access.map((set) => ({
            ...set,
            reads: set.reads.filter((key) => set.writes.includes(key) || !slowHolds(block, target, key)),
          })),
        }
        const edges = slowEdges(slowChanged(changing, policy, { target, action: COMMUTATIVE }, () => 0))
        const before = slowDependencies(changing.access, policy)
        edges.forEach((earlier, j) => {
          for (const i of earlier) expect(before[j]).toContain(i)
        })
        const { before: today, after } = whatIf(whatIfBase(changing, policy), { target, action: COMMUTATIVE })
        expect(after.block.edges).toBeLessThanOrEqual(today.block.edges)
      }),
    )
  })

  test('one shard, and a move to where it is already, change nothing', () => {
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, (block, policy, which) => {
        const target = targetIn(block, which)
        const base = whatIfBase(block, policy)
        expect(whatIf(base, { target, action: { kind: 'sharded', ways: 1 } }).after).toEqual(base.before)
        if (target.kind === 'key') return
        const moduleId =
          target.kind === 'module' ? target.moduleId : (block.moduleOf(target.address) ?? UNASSIGNED)
        expect(whatIf(base, { target, action: { kind: 'moved', moduleId } }).after).toEqual(base.before)
      }),
    )
  })

  test('a move leaves the graph, and with it every metric that knows no modules', () => {
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, (block, policy, which) => {
        const target = targetIn(block, which)
        const action: ChangeAction = { kind: 'moved', moduleId: 'elsewhere' }
        const { before, after } = whatIf(whatIfBase(block, policy), { target, action })
        const { moduleMakespanGas: _, ...known } = before.block
        expect(after.block).toMatchObject(known)
        expect(after.hotKeys).toEqual(before.hotKeys)
        const gas = after.modules.reduce((sum, { homeGas }) => sum + homeGas, 0n)
        expect(gas).toBe(before.block.gasUsed)
      }),
    )
  })

  test('commuting frees at least what any split frees, and a wider target at least what a narrower one does', () => {
    const ways = fc.constantFrom<number | 'sender'>(2, 3, 7, 'sender')
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, ways, (block, policy, which, n) => {
        const target = targetIn(block, which)
        const base = whatIfBase(block, policy)
        const commuting = whatIf(base, { target, action: COMMUTATIVE })
        const splitting = whatIf(base, { target, action: { kind: 'sharded', ways: n } })
        expect(commuting.freed.criticalPathGas).toBeGreaterThanOrEqual(splitting.freed.criticalPathGas)
        expect(commuting.freed.waitingGas).toBeGreaterThanOrEqual(splitting.freed.waitingGas)
        if (target.kind !== 'contract') return
        const moduleId = block.moduleOf(target.address) ?? UNASSIGNED
        const wider = whatIf(base, { target: { kind: 'module', moduleId }, action: COMMUTATIVE })
        if (!block.access.some(({ contracts }) => contracts.includes(target.address))) return
        expect(wider.freed.criticalPathGas).toBeGreaterThanOrEqual(commuting.freed.criticalPathGas)
        expect(wider.freed.waitingGas).toBeGreaterThanOrEqual(commuting.freed.waitingGas)
      }),
    )
  })

  test('with a sender for each transaction and no write without a read, a shard a sender is the commuting key', () => {
    check(
      fc.property(ofManySenders, anyPolicy, anyTarget, (block, policy, which) => {
        const reading = {
          ...block,
          access: block.access.map((set) => ({ ...set, reads: [...set.reads, ...set.writes], credits: [] })),
        }
        const target = targetIn(reading, which)
        const edges = (action: ChangeAction) =>
          slowEdges(slowChanged(reading, policy, { target, action }, () => 0))
        expect(edges({ kind: 'sharded', ways: 'sender' })).toEqual(edges(COMMUTATIVE))
        const base = whatIfBase(reading, policy, { optimisticCosts: FREE })
        const split = whatIf(base, { target, action: { kind: 'sharded', ways: 'sender' } })
        const commuting = whatIf(base, { target, action: COMMUTATIVE })
        expect(split.after.block).toEqual(commuting.after.block)
      }),
    )
  })

  test('renaming keys changes nothing but their names', () => {
    check(
      fc.property(whatIfBlock, anyPolicy, anyTarget, relaxing, (block, policy, which, action) => {
        const renamed = (name: string) => name.replace(/0x0/g, '0xf')
        const back = (name: string) => name.replace('0xf', '0x0')
        const target = targetIn(block, which)
        const other = {
          access: block.access.map(({ reads, writes, credits, contracts }) => ({
            reads: reads.map(renamed),
            writes: writes.map(renamed),
            credits: credits.map(renamed),
            contracts: contracts.map(renamed),
          })),
          transactions: block.transactions.map((transaction) => ({
            ...transaction,
            target: transaction.target && renamed(transaction.target),
          })),
          moduleOf: (name: string) => block.moduleOf(back(name)),
        }
        const otherTarget =
          target.kind === 'key'
            ? { ...target, key: renamed(target.key) }
            : target.kind === 'contract'
              ? { ...target, address: renamed(target.address) }
              : target
        const before = whatIf(whatIfBase(block, policy), { target, action })
        const after = whatIf(whatIfBase(other, policy), { target: otherTarget, action })
        expect(after.after.block).toEqual(before.after.block)
        expect(after.after.modules).toEqual(before.after.modules)
        expect(after.freed).toEqual(before.freed)
      }),
    )
  })
})

const FREE = { validationGasPerRead: 0n, abortGasPerWrite: 0n }

test('accounts without code are no target of a module', () => {
  fc.assert(
    fc.property(whatIfBlock, anyPolicy, (block, policy) => {
      const target = { kind: 'module', moduleId: TRANSFER } as const
      expect(whatIf(whatIfBase(block, policy), { target, action: COMMUTATIVE }).keys).toBe(0)
    }),
    { ...SEEDED, numRuns: 50 },
  )
})
