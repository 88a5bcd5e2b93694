import { type Address, encodeAbiParameters, type Hex, keccak256, parseAbiParameters, stringToHex } from 'viem'
import { PERSONS } from './accounts'
import { REGIONS } from './regions'

/** A member of a region's group: the account of the person, and which of their commitments is listed. */
export type Member = { person: number; region: number; generation: number }

/** The members registered at deployment: persons in the order of their accounts, region after region. */
export function firstMembers(): Member[] {
  const regions = REGIONS.flatMap(({ region, members }) => Array.from({ length: members }, () => region))
  return regions.map((region, index) => {
    const person = PERSONS[index]
    if (person === undefined) throw new Error('There are more members than persons.')
    return { person, region, generation: 0 }
  })
}

/** A person's commitment, made from the seed; each return to a list brings a new generation. */
export function commitmentOf(seed: string, { person, generation }: Member): bigint {
  return BigInt(keccak256(stringToHex(`${seed}/person/${person}/${generation}`))) >> 8n
}

/** scope = keccak256(abi.encode(program, epoch)) >> 8 */
export function scopeOf(program: Address, epoch: bigint): bigint {
  return (
    BigInt(keccak256(encodeAbiParameters(parseAbiParameters('address, uint256'), [program, epoch]))) >> 8n
  )
}

/** The registrar list's nullifier: keccak256(abi.encode(commitment, scope)) >> 8 */
export function nullifierOf(commitment: bigint, scope: bigint): bigint {
  return (
    BigInt(keccak256(encodeAbiParameters(parseAbiParameters('uint256, uint256'), [commitment, scope]))) >> 8n
  )
}

/** The registrar list's proof: abi.encode(commitment) */
export function proofOf(commitment: bigint): Hex {
  return encodeAbiParameters(parseAbiParameters('uint256'), [commitment])
}
