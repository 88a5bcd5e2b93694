import { RLP } from '@ethereumjs/rlp'
import { keccak256, toHex } from '@/lib/chain/bytes'
import { encodeRlpList } from '@/lib/chain/rlp'
import type { Hex } from '@/lib/chain/types'

/** Root of a trie without entries: keccak-256 of RLP of the empty string. */
export const EMPTY_TRIE_ROOT: Hex = '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'

interface Entry {
  /** key in nibbles */
  path: Uint8Array
  value: Uint8Array
}

const EMPTY = Uint8Array.of(0x80)

/**
 * Root of the Merkle Patricia trie (yellow paper, appendix D) whose keys are RLP of the positions 0, 1, 2 and so on:
 * transactions, receipts and withdrawals of a block. All entries are known, so each node is built once from the
 * bottom, which takes a tenth of the time of inserting them one by one into a general trie.
 */
export function orderedTrieRoot(values: Uint8Array[]): Hex {
  if (values.length === 0) return EMPTY_TRIE_ROOT
  const entries = inKeyOrder(values.length).map((index) => ({
    path: keyPath(index),
    value: valueAt(values, index),
  }))
  return toHex(keccak256(buildNode(entries, 0, entries.length, 0)))
}

function valueAt(values: Uint8Array[], index: number): Uint8Array {
  const value = values[index]
  if (value === undefined) throw new RangeError(`no value ${index}`)
  return value
}

/** RLP sorts 1 to 127 (one byte), then 0 (0x80), then the longer ones. */
function inKeyOrder(count: number): number[] {
  const order: number[] = []
  for (let i = 1; i < count && i < 0x80; i++) order.push(i)
  order.push(0)
  for (let i = 0x80; i < count; i++) order.push(i)
  return order
}

function keyPath(index: number): Uint8Array {
  const key = RLP.encode(index)
  const path = new Uint8Array(key.length * 2)
  key.forEach((byte, i) => {
    path[2 * i] = byte >> 4
    path[2 * i + 1] = byte & 15
  })
  return path
}

/** RLP of the node that holds entries[from, to), which share the first `depth` nibbles. No key is another's prefix. */
function buildNode(entries: Entry[], from: number, to: number, depth: number): Uint8Array {
  const first = entryAt(entries, from)
  if (to - from === 1) {
    return encodeRlpList([
      RLP.encode(compactPath(first.path, depth, first.path.length, true)),
      RLP.encode(first.value),
    ])
  }
  const last = entryAt(entries, to - 1)
  let shared = depth
  while (first.path[shared] === last.path[shared]) shared++
  if (shared > depth) {
    const child = reference(buildNode(entries, from, to, shared))
    return encodeRlpList([RLP.encode(compactPath(first.path, depth, shared, false)), child])
  }
  const items: Uint8Array[] = new Array(17).fill(EMPTY)
  let start = from
  while (start < to) {
    const nibble = entryAt(entries, start).path[depth] ?? 0
    let end = start + 1
    while (end < to && entryAt(entries, end).path[depth] === nibble) end++
    items[nibble] = reference(buildNode(entries, start, end, depth + 1))
    start = end
  }
  return encodeRlpList(items)
}

function entryAt(entries: Entry[], at: number): Entry {
  const entry = entries[at]
  if (entry === undefined) throw new RangeError(`no entry ${at}`)
  return entry
}

/** Nodes shorter than a hash stand in their parent themselves. */
function reference(node: Uint8Array): Uint8Array {
  if (node.length < 32) return node
  const out = new Uint8Array(33)
  out[0] = 0xa0
  out.set(keccak256(node), 1)
  return out
}

/** Hex-prefix encoding of path[from, to) (yellow paper, appendix C). */
function compactPath(path: Uint8Array, from: number, to: number, leaf: boolean): Uint8Array {
  const odd = (to - from) % 2
  const out = new Uint8Array(1 + (to - from - odd) / 2)
  out[0] = (leaf ? 0x20 : 0) + (odd === 1 ? 0x10 + (path[from] ?? 0) : 0)
  for (let i = 1, at = from + odd; at < to; i++, at += 2)
    out[i] = ((path[at] ?? 0) << 4) | (path[at + 1] ?? 0)
  return out
}
