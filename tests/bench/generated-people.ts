import { readInteger } from '@/lib/audit/compact/words'
import { fastKeccak256 } from '@/lib/audit/fast-keccak'
import type { RegionGroups } from '@/lib/audit/semaphore/region-groups'
import type { Hex } from '@/lib/audit/types'

const keccak256 = await fastKeccak256()

/** Regions of the generated program, from 1. */
export const REGIONS = 12
/** Members a region that are removed again before the opening. */
const REMOVED = 5

/** Members of a region where `members` are wanted in all: the first regions are the largest, as the policy has it. */
export function membersIn(region: number, members: number): number {
  const weights = (REGIONS * (REGIONS + 1)) / 2
  const share = (of: number) => Math.floor((members * (REGIONS + 1 - of)) / weights)
  if (region > 1) return share(region)
  let others = 0
  for (let other = 2; other <= REGIONS; other++) others += share(other)
  return members - others
}

/** The leaves of a region's group at the opening. */
export function* leavesOf(region: number, members: number): Generator<bigint> {
  for (let i = 0; i < REMOVED; i++) yield 0n
  for (let person = 0; person < membersIn(region, members); person++) yield commitmentOf(region, person)
}

/** Tells the groups of everybody who registered, and of those who were removed. */
export function register(groups: RegionGroups, members: number): void {
  const at = { blockNumber: 2n, logIndex: 0, transactionIndex: 0, transactionHash: ZERO, timestamp: 0n }
  for (let region = 1; region <= REGIONS; region++) {
    const change = (commitment: bigint, added: boolean) => groups.take({ at, region, commitment, added })
    for (let i = 0; i < REMOVED; i++) change(commitmentOf(region, -1 - i), true)
    for (let person = 0; person < membersIn(region, members); person++)
      change(commitmentOf(region, person), true)
    for (let i = 0; i < REMOVED; i++) change(commitmentOf(region, -1 - i), false)
  }
}

const ZERO: Hex = `0x${'00'.repeat(32)}`

/** An element of the field, as a person's identity makes one. */
export function commitmentOf(region: number, person: number): bigint {
  return fieldElement(region, person + REMOVED)
}

const input = new DataView(new ArrayBuffer(16))

/** keccak256 of two numbers that are not negative, cut to 248 bits. */
export function fieldElement(first: number, second: number): bigint {
  input.setBigUint64(0, BigInt(first))
  input.setBigUint64(8, BigInt(second))
  const hash = keccak256(new Uint8Array(input.buffer))
  return readInteger(new DataView(hash.buffer, hash.byteOffset), 0) >> 8n
}
