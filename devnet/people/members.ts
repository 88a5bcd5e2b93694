import { Identity } from '@semaphore-protocol/core/identity'
import { type Address, encodeAbiParameters, keccak256, parseAbiParameters } from 'viem'
import { PERSONS } from '../accounts'
import { REGIONS } from '../regions'
import { FIRST_COMMITMENTS } from './commitments'

/** A member of a region's group: the account of the person, and which of their identities is registered. */
export type Member = { person: number; region: number; generation: number }

/**
 * Identities follow from the person alone, not from the workload's seed: the proofs that were made ahead fit every
 * devnet.
 */
export function identityOf({ person, generation }: Member): Identity {
  return new Identity(`parascope/person/${person}/${generation}`)
}

const commitments = new Map<string, bigint>()

/** The commitment of a member's identity; each return to a group brings a new identity. */
export function commitmentOf(member: Member): bigint {
  const { person, generation } = member
  const first = generation === 0 ? FIRST_COMMITMENTS[person - (PERSONS[0] ?? 0)] : undefined
  if (first !== undefined) return BigInt(`0x${first}`)
  const name = `${person}/${generation}`
  const commitment = commitments.get(name) ?? identityOf(member).commitment
  commitments.set(name, commitment)
  return commitment
}

/** The members registered at deployment: persons in the order of their accounts, region after region. */
export function firstMembers(): Member[] {
  const regions = REGIONS.flatMap(({ region, members }) => Array.from({ length: members }, () => region))
  return regions.map((region, index) => {
    const person = PERSONS[index]
    if (person === undefined) throw new Error('There are more members than persons.')
    return { person, region, generation: 0 }
  })
}

/** scope = keccak256(abi.encode(program, epoch)) >> 8 */
export function scopeOf(program: Address, epoch: bigint): bigint {
  return (
    BigInt(keccak256(encodeAbiParameters(parseAbiParameters('address, uint256'), [program, epoch]))) >> 8n
  )
}
