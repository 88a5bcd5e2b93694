import { addressOfKey, isStorageKey } from '@/lib/parallelism/keys'
import { homeModule } from '@/lib/parallelism/modules'
import { type AccessSet, type ModuleOf, type Policy, TRANSFER, UNASSIGNED } from '@/lib/parallelism/types'

// The definitions of docs/parallelism.md written down as plainly as possible, however slow: what the fast code is
// held against. Nothing here is shared with it but the names of keys and the home of a transaction.

export interface PlainAccess {
  reads: Set<string>
  writes: Set<string>
  credits: Set<string>
}

export function keysUnder(policy: Policy, set: AccessSet): PlainAccess {
  if (policy === 'storage') {
    return {
      reads: new Set(set.reads.filter(isStorageKey)),
      writes: new Set(set.writes.filter(isStorageKey)),
      credits: new Set(),
    }
  }
  if (policy === 'strict') {
    return {
      reads: new Set([...set.reads, ...set.credits]),
      writes: new Set([...set.writes, ...set.credits]),
      credits: new Set(),
    }
  }
  return { reads: new Set(set.reads), writes: new Set(set.writes), credits: new Set(set.credits) }
}

/** For each transaction and each key that it reads, the earlier transactions that it depends on through that key. */
export function slowCauses(access: readonly AccessSet[], policy: Policy): Map<string, number[]>[] {
  return slowCausesOf(access.map((set) => keysUnder(policy, set)))
}

/** The same for keys that already are those of a policy. */
export function slowCausesOf(sets: readonly PlainAccess[]): Map<string, number[]>[] {
  return sets.map((set, j) => {
    const causes = new Map<string, number[]>()
    for (const key of set.reads) {
      const earlier: number[] = []
      for (let i = j - 1; i >= 0; i--) {
        const wrote = sets[i]?.writes.has(key)
        if (wrote || sets[i]?.credits.has(key)) earlier.unshift(i)
        if (wrote) break
      }
      if (earlier.length > 0) causes.set(key, earlier)
    }
    return causes
  })
}

export function slowDependencies(access: readonly AccessSet[], policy: Policy): number[][] {
  return slowCauses(access, policy).map((causes) => distinct([...causes.values()].flat()))
}

export function slowComponents(dependencies: number[][]): number[][] {
  const groups = dependencies.map((_, i) => new Set([i]))
  let merged = true
  while (merged) {
    merged = false
    dependencies.forEach((earlier, j) => {
      for (const i of earlier) {
        const a = groups.find((group) => group.has(i))
        const b = groups.find((group) => group.has(j))
        if (a === undefined || b === undefined || a === b) continue
        for (const member of b) a.add(member)
        groups.splice(groups.indexOf(b), 1)
        merged = true
      }
    })
  }
  return groups.map((group) => [...group])
}

/** The weight of the heaviest path that ends at each transaction. */
export function slowPaths(dependencies: number[][], weights: bigint[]): bigint[] {
  const heaviest: bigint[] = []
  dependencies.forEach((earlier, j) => {
    heaviest[j] = (weights[j] ?? 0n) + greatest(earlier.map((i) => heaviest[i] ?? 0n))
  })
  return heaviest
}

function slowWeightToExit(dependencies: number[][], gas: bigint[], i: number): bigint {
  const later = dependencies.flatMap((earlier, j) => (earlier.includes(i) ? [j] : []))
  return (gas[i] ?? 0n) + greatest(later.map((j) => slowWeightToExit(dependencies, gas, j)))
}

export function slowMakespan(
  dependencies: number[][],
  gas: bigint[],
  workers: number,
  order: 'weight' | 'block',
): bigint {
  const count = dependencies.length
  const exit = gas.map((_, i) => slowWeightToExit(dependencies, gas, i))
  const started = new Set<number>()
  const finishing = new Map<number, bigint>()
  const finished = new Set<number>()
  let now = 0n
  while (finished.size < count) {
    for (const [task, time] of finishing) {
      if (time === now) {
        finishing.delete(task)
        finished.add(task)
      }
    }
    const ready = Array.from({ length: count }, (_, i) => i).filter(
      (i) => !started.has(i) && dependencies[i]?.every((d) => finished.has(d)),
    )
    if (order === 'weight') {
      ready.sort((a, b) =>
        (exit[a] ?? 0n) === (exit[b] ?? 0n) ? a - b : (exit[a] ?? 0n) > (exit[b] ?? 0n) ? -1 : 1,
      )
    }
    for (const task of ready.slice(0, workers - finishing.size)) {
      started.add(task)
      finishing.set(task, now + (gas[task] ?? 0n))
    }
    const times = [...finishing.values()]
    if (times.length > 0) now = times.sort((a, b) => (a < b ? -1 : 1))[0] ?? now
  }
  return now
}

export function slowModuleMakespan(
  access: readonly AccessSet[],
  dependencies: number[][],
  gas: bigint[],
  moduleOf: ModuleOf,
): bigint {
  const finished: bigint[] = []
  const lanes = new Map<string, bigint>()
  access.forEach((set, j) => {
    const held = distinct(set.contracts.map((contract) => moduleOf(contract) ?? UNASSIGNED))
    const after = [
      ...(dependencies[j] ?? []).map((i) => finished[i] ?? 0n),
      ...held.map((lane) => lanes.get(lane) ?? 0n),
    ]
    const end = greatest(after) + (gas[j] ?? 0n)
    finished[j] = end
    for (const lane of held) lanes.set(lane, end)
  })
  return greatest(finished)
}

/** Dependencies through the keys of one module's contracts; for TRANSFER, of accounts without code between transfers. */
export function slowModuleDependencies(
  access: readonly AccessSet[],
  targets: (string | undefined)[],
  policy: Policy,
  moduleOf: ModuleOf,
  moduleId: string,
): number[][] {
  const contracts = new Set(access.flatMap((set) => set.contracts))
  const isTransfer = (i: number) => {
    const set = access[i]
    return set !== undefined && homeModule(targets[i], set, moduleOf) === TRANSFER
  }
  const owns = (key: string) => {
    const address = addressOfKey(key)
    return contracts.has(address) && (moduleOf(address) ?? UNASSIGNED) === moduleId
  }
  return slowCauses(access, policy).map((causes, j) => {
    const earlier = [...causes].flatMap(([key, txs]) => {
      if (moduleId !== TRANSFER) return owns(key) ? txs : []
      return contracts.has(addressOfKey(key)) || !isTransfer(j) ? [] : txs.filter(isTransfer)
    })
    return distinct(earlier)
  })
}

export function distinct<T extends number | string>(values: T[]): T[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))
}

export function greatest(values: bigint[]): bigint {
  return [0n, ...values].sort((a, b) => (a < b ? 1 : -1))[0] ?? 0n
}
