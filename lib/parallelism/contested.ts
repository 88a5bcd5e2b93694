import { type Csr, float, IntList, int } from './csr'
import { hotKeys } from './hot-keys'
import type { KeyUses } from './indexed'
import { addressOfKey } from './keys'
import { type StateKey, TRANSFER } from './types'
import type { ConflictBase } from './what-if'

/** What one key is to advice: whose it is, and how much gas waits behind it. */
export interface ContestedKey {
  key: StateKey
  address: string
  /** module that owns its contract; `transfer` for an account without code */
  moduleId: string
  waitingGas: bigint
}

/**
 * A block reduced to the keys that dependencies go through: no change of others can matter, because what nobody reads
 * after it was changed makes nobody wait, whole, split or commuting.
 */
export interface ContestedBlock {
  /** uses of the contested keys alone, numbered as in `keys` */
  indexed: KeyUses
  keys: ContestedKey[]
  gas: Float64Array
  gasUsed: bigint
  senders: string[]
  criticalPathGas: bigint
  waitingGas: bigint
}

/** The contested part of a block. */
export function contestedBlock({ block, prepared, graph }: ConflictBase): ContestedBlock {
  const { indexed, modules, gas, gasUsed } = prepared
  const numberOf = new Int32Array(indexed.keys.length).fill(-1)
  graph.contested.forEach((key, number) => {
    numberOf[key] = number
  })
  const waiting = new Map(
    hotKeys(graph, indexed, gas, graph.contested.length).map(({ key, waitingGas }) => [key, waitingGas]),
  )
  const keys = Array.from(graph.contested, (number) => {
    const key = indexed.keys[number] ?? ''
    return {
      key,
      address: addressOfKey(key),
      moduleId: modules.ids[modules.ownerOf(key) ?? -1] ?? TRANSFER,
      waitingGas: waiting.get(key) ?? 0n,
    }
  })
  const contested = {
    keys: keys.map(({ key }) => key),
    reads: renumbered(indexed.reads, numberOf),
    writes: renumbered(indexed.writes, numberOf),
    credits: renumbered(indexed.credits, numberOf),
  }
  return {
    indexed: contested,
    keys,
    gas,
    gasUsed,
    senders: block.transactions.map(({ sender }) => sender),
    ...quickPaths(contested, gas),
  }
}

/**
 * Critical path and waiting gas without a graph: for each key, when the last that wrote it and all that credited it
 * since have ended on unlimited workers, is all that a reader waits for.
 */
export function quickPaths(
  { keys, reads, writes, credits }: KeyUses,
  gas: Float64Array,
): { criticalPathGas: bigint; waitingGas: bigint } {
  const changedAt = new Float64Array(keys.length).fill(-1)
  const writtenBy = new Int32Array(keys.length).fill(-1)
  let longest = 0
  let waiting = 0
  for (let j = 0; j < reads.rows; j++) {
    let start = -1
    for (let e = int(reads.start, j), end = int(reads.start, j + 1); e < end; e++) {
      start = Math.max(start, float(changedAt, int(reads.items, e)))
    }
    if (start >= 0) waiting += float(gas, j)
    const end = Math.max(start, 0) + float(gas, j)
    longest = Math.max(longest, end)
    for (let e = int(writes.start, j), last = int(writes.start, j + 1); e < last; e++) {
      changedAt[int(writes.items, e)] = end
      writtenBy[int(writes.items, e)] = j
    }
    for (let e = int(credits.start, j), last = int(credits.start, j + 1); e < last; e++) {
      const key = int(credits.items, e)
      if (int(writtenBy, key) !== j) changedAt[key] = Math.max(float(changedAt, key), end)
    }
  }
  return { criticalPathGas: BigInt(longest), waitingGas: BigInt(waiting) }
}

function renumbered({ rows, start, items }: Csr, numberOf: Int32Array): Csr {
  const keptStart = new Int32Array(rows + 1)
  const kept = new IntList(256)
  for (let row = 0; row < rows; row++) {
    for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
      const number = int(numberOf, int(items, e))
      if (number >= 0) kept.push(number)
    }
    keptStart[row + 1] = kept.length
  }
  return { rows, start: keptStart, items: kept.trimmed() }
}
