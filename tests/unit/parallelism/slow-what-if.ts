import type { Change, ChangeTarget } from '@/lib/parallelism/changes'
import { addressOfKey } from '@/lib/parallelism/keys'
import { type ModuleOf, type Policy, UNASSIGNED } from '@/lib/parallelism/types'
import type { WhatIfBlock } from '@/lib/parallelism/what-if'
import { distinct, greatest, keysUnder, type PlainAccess, slowCausesOf, slowPaths } from './slow'

// "What if" of docs/parallelism.md written down as plainly as possible, over sets of names.

/** Whether a target holds a key of the block. */
export function slowHolds(block: WhatIfBlock, target: ChangeTarget, key: string): boolean {
  if (target.kind === 'key') return key === target.key
  if (!/^[sb]:/.test(key)) return false
  const address = addressOfKey(key)
  if (target.kind === 'contract') return address === target.address
  const contracts = block.access.flatMap((set) => set.contracts)
  return contracts.includes(address) && (block.moduleOf(address) ?? UNASSIGNED) === target.moduleId
}

/** What each transaction uses after a change that is no move. `shardOf` gives the shard of a sender. */
export function slowChanged(
  block: WhatIfBlock,
  policy: Policy,
  { target, action }: Change,
  shardOf: (sender: string) => number,
): PlainAccess[] {
  const sets = block.access.map((set) => keysUnder(policy, set))
  if (action.kind === 'moved') return sets
  const isTarget = (key: string) => slowHolds(block, target, key)
  if (action.kind === 'commutative') {
    return sets.map(({ reads, writes, credits }) => {
      const updates = [...reads].filter((key) => isTarget(key) && writes.has(key))
      const without = (keys: Set<string>) => new Set([...keys].filter((key) => !updates.includes(key)))
      return {
        reads: without(reads),
        writes: without(writes),
        credits: new Set([...credits, ...updates]),
      }
    })
  }
  // Every shard that there could be, whether used or not: one more than senders stand for "as many as you like".
  const senders = distinct(block.transactions.map(({ sender }) => sender))
  const ways = action.ways === 'sender' ? senders.length + 1 : action.ways
  const all = Array.from({ length: ways }, (_, shard) => shard)
  return sets.map(({ reads, writes, credits }, i) => {
    const sender = block.transactions[i]?.sender ?? ''
    const own = action.ways === 'sender' ? senders.indexOf(sender) : shardOf(sender)
    const parts = (keys: Set<string>, isOwn: (key: string) => boolean) =>
      new Set(
        [...keys].flatMap((key) => {
          if (!isTarget(key)) return [key]
          return (isOwn(key) ? [own] : all).map((shard) => `${key}/${shard}`)
        }),
      )
    const updates = (key: string) => reads.has(key) && writes.has(key)
    return {
      reads: parts(reads, updates),
      writes: parts(writes, updates),
      credits: parts(credits, () => true),
    }
  })
}

/** For each transaction the earlier ones that it depends on. */
export const slowEdges = (sets: readonly PlainAccess[]): number[][] =>
  slowCausesOf(sets).map((causes) => distinct([...causes.values()].flat()))

/** Critical path and the gas of the transactions that depend on another. */
export function slowPathGas(edges: number[][], gas: bigint[]) {
  const waiting = edges.map((earlier, j) => (earlier.length > 0 ? (gas[j] ?? 0n) : 0n))
  return {
    criticalPathGas: greatest(slowPaths(edges, gas)),
    waitingGas: waiting.reduce((sum, amount) => sum + amount, 0n),
  }
}

/** The modules after a move of a contract or of a module. */
export function slowModuleOf(block: WhatIfBlock, target: ChangeTarget, moduleId: string): ModuleOf {
  const contracts = new Set(block.access.flatMap((set) => set.contracts))
  return (address) => {
    const owner = block.moduleOf(address) ?? (contracts.has(address) ? UNASSIGNED : undefined)
    const moves =
      target.kind === 'module'
        ? owner === target.moduleId
        : target.kind === 'contract' && address === target.address
    if (moves) return moduleId === UNASSIGNED ? undefined : moduleId
    return owner === UNASSIGNED ? undefined : owner
  }
}
