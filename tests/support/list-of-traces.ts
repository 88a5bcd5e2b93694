import { z } from 'zod'
import type { AccountChanges, BlockAccessList } from '@/lib/parallelism/access-list/types'
import type { TracedBlock } from '@/lib/parallelism/traces'

const quantity = z.union([z.string(), z.number()]).transform((value) => BigInt(value))
const account = z.object({
  balance: quantity.optional(),
  nonce: quantity.optional(),
  code: z.string().optional(),
  codeHash: z.string().optional(),
  storage: z.record(z.string(), z.string()).default({}),
})
const state = z
  .record(z.string(), account)
  .nullable()
  .transform(
    (accounts) => new Map(Object.entries(accounts ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
  )
const plainTrace = z.array(z.object({ result: state }))
const diffTrace = z.array(z.object({ result: z.object({ pre: state, post: state }) }))

/**
 * The access list that a block would have had, from its full traces: an independent and slow reading of EIP-7928's
 * "Recording semantics". Where a trace has the hash of code alone, the hash stands for the code.
 */
export function listOfTraces({ plain, diff }: Pick<TracedBlock, 'plain' | 'diff'>): BlockAccessList {
  const accounts = new Map<string, AccountChanges>()
  const reads = new Map<string, Set<string>>()
  const of = (address: string): AccountChanges => {
    const known = accounts.get(address)
    if (known !== undefined) return known
    const made = {
      address,
      storageChanges: [],
      storageReads: [],
      balanceChanges: [],
      nonceChanges: [],
      codeChanges: [],
    }
    accounts.set(address, made)
    reads.set(address, new Set())
    return made
  }
  const touched = plainTrace.parse(plain)
  for (const [at, { result }] of diffTrace.parse(diff).entries()) {
    const index = at + 1
    const before = touched[at]?.result ?? new Map()
    for (const [address, { storage }] of before) {
      of(address)
      for (const slot of Object.keys(storage)) reads.get(address)?.add(slot)
    }
    for (const address of new Set([...result.pre.keys(), ...result.post.keys()])) {
      const changes = of(address)
      const pre = result.pre.get(address)
      const post = result.post.get(address)
      const known = before.get(address)
      const slots = new Set([...Object.keys(pre?.storage ?? {}), ...Object.keys(post?.storage ?? {})])
      for (const slot of slots) {
        let listed = changes.storageChanges.find((one) => one.slot === slot)
        if (listed === undefined) {
          listed = { slot, changes: [] }
          changes.storageChanges.push(listed)
        }
        listed.changes.push({ index, value: BigInt(post?.storage[slot] ?? '0x0') })
      }
      const balance = pre === undefined ? 0n : (pre.balance ?? known?.balance ?? 0n)
      const balanceAfter = post === undefined ? 0n : (post.balance ?? balance)
      if (balanceAfter !== balance) changes.balanceChanges.push({ index, value: balanceAfter })
      const nonce = pre?.nonce ?? 0n
      const nonceAfter = post === undefined ? 0n : (post.nonce ?? nonce)
      if (nonceAfter !== nonce) changes.nonceChanges.push({ index, value: nonceAfter })
      const code = codeOf(pre) ?? '0x'
      const codeAfter = post === undefined ? '0x' : (codeOf(post) ?? code)
      if (codeAfter !== code) changes.codeChanges.push({ index, code: codeAfter })
    }
  }
  for (const changes of accounts.values()) {
    const changed = new Set(changes.storageChanges.map(({ slot }) => slot))
    changes.storageReads = [...(reads.get(changes.address) ?? [])].filter((slot) => !changed.has(slot)).sort()
    changes.storageChanges.sort((a, b) => (a.slot < b.slot ? -1 : 1))
  }
  return [...accounts.values()].sort((a, b) => (a.address < b.address ? -1 : 1))
}

const NO_CODE = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'

function codeOf(known: { code?: string; codeHash?: string } | undefined): string | undefined {
  const code = known?.code ?? known?.codeHash
  return code === NO_CODE ? '0x' : code
}

const hex = (value: bigint | number) => `0x${value.toString(16)}`
const word = (value: bigint) => `0x${value.toString(16).padStart(64, '0')}`

/** A list as the JSON-RPC specification writes it. */
export function asSpecJson(list: BlockAccessList): object[] {
  const plain = (changes: readonly { index: number; value: bigint }[]) =>
    changes.map(({ index, value }) => ({ index: hex(index), value: hex(value) }))
  return list.map(({ address, storageChanges, storageReads, ...account }) => ({
    address,
    storageChanges: storageChanges.map(({ slot, changes }) => ({
      key: slot,
      changes: changes.map(({ index, value }) => ({ index: hex(index), value: word(value) })),
    })),
    storageReads,
    balanceChanges: plain(account.balanceChanges),
    nonceChanges: plain(account.nonceChanges),
    codeChanges: account.codeChanges.map(({ index, code }) => ({ index: hex(index), code })),
  }))
}

/** A list as the execution specification's tests write it, words without their leading zeros. */
export function asFixtureJson(list: BlockAccessList): object[] {
  const changes = (items: readonly { index: number; value: bigint }[], name: string) =>
    items.map(({ index, value }) => ({ blockAccessIndex: hex(index), [name]: hex(value) }))
  return list.map((account) => ({
    address: account.address,
    storageChanges: account.storageChanges.map((one) => ({
      slot: hex(BigInt(one.slot)),
      slotChanges: changes(one.changes, 'postValue'),
    })),
    storageReads: account.storageReads.map((slot) => hex(BigInt(slot))),
    balanceChanges: changes(account.balanceChanges, 'postBalance'),
    nonceChanges: changes(account.nonceChanges, 'postNonce'),
    codeChanges: account.codeChanges.map(({ index, code }) => ({
      blockAccessIndex: hex(index),
      newCode: code,
    })),
  }))
}
