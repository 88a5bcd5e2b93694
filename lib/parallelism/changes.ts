import type { StateKey } from './types'

/**
 * What a change is made to: one state key; a contract's storage slots and balance; or those of all contracts of a
 * module (`unassigned` for the contracts that no module claims). Nonces and code belong to the protocol: they are
 * changed as single keys alone.
 */
export type ChangeTarget =
  | { kind: 'key'; key: StateKey }
  | { kind: 'contract'; address: string }
  | { kind: 'module'; moduleId: string }

/**
 * What is done to it: its updates commute; each key is split into shards, of which each sender changes one (`sender`:
 * every sender has one of its own); or it belongs to another module. docs/parallelism.md, "What if".
 */
export type ChangeAction =
  | { kind: 'commutative' }
  | { kind: 'sharded'; ways: number | 'sender' }
  | { kind: 'moved'; moduleId: string }

export interface Change {
  target: ChangeTarget
  action: ChangeAction
}

export const MOST_SHARDS = 4096

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** The shard that a sender's updates go to: FNV-1a of the address as lower-case text, modulo `ways`. */
export function shardOfSender(sender: string, ways: number): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < sender.length; i++) hash = Math.imul(hash ^ sender.charCodeAt(i), FNV_PRIME)
  return (hash >>> 0) % ways
}

/** The shard of each transaction of a block, by its sender; every distinct sender has its own under `sender`. */
export function shardsOf(senders: readonly string[], ways: number | 'sender'): Int32Array {
  if (ways !== 'sender') return Int32Array.from(senders, (sender) => shardOfSender(sender, ways))
  const numbers = new Map<string, number>()
  return Int32Array.from(senders, (sender) => {
    const number = numbers.get(sender) ?? numbers.size
    numbers.set(sender, number)
    return number
  })
}
