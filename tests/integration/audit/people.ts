import { Identity } from '@semaphore-protocol/core/identity'
import type { Address } from 'viem'
import { prove, type ReadyProof } from '@/devnet/people/prove'
import { LeanTree } from '@/lib/audit/semaphore/lean-imt'

const identities = new Map<number, Identity>()
const proofs = new Map<string, Promise<ReadyProof>>()

/** The person's identity: the same in every test. */
function identityOf(person: number): Identity {
  const identity = identities.get(person) ?? new Identity(`test/person/${person}`)
  identities.set(person, identity)
  return identity
}

export const commitmentOf = (person: number): bigint => identityOf(person).commitment

/** The groups of a test's regions, as the transactions that it plans leave them. */
export class Groups {
  /** by region: the leaves after each change */
  private readonly history = new Map<number, bigint[][]>()

  private leaves(region: number): bigint[] {
    return this.history.get(region)?.at(-1) ?? []
  }

  private become(region: number, leaves: bigint[]): void {
    this.history.set(region, [...(this.history.get(region) ?? []), leaves])
  }

  add(region: number, people: readonly number[]): bigint[] {
    const commitments = people.map(commitmentOf)
    this.become(region, [...this.leaves(region), ...commitments])
    return commitments
  }

  /** @returns the commitment, and its siblings before the removal */
  remove(region: number, person: number): [bigint, bigint[]] {
    const commitment = commitmentOf(person)
    const leaves = this.leaves(region)
    const siblings = new LeanTree(leaves).siblings(leaves.indexOf(commitment))
    this.become(
      region,
      leaves.map((leaf) => (leaf === commitment ? 0n : leaf)),
    )
    return [commitment, siblings]
  }

  /** A real proof by the group as it was last with the person in it. */
  prove(region: number, person: number, scope: bigint, recipient: Address): Promise<ReadyProof> {
    const identity = identityOf(person)
    const leaves = this.history.get(region)?.findLast((each) => each.includes(identity.commitment))
    if (leaves === undefined) throw new Error(`person ${person} was never in region ${region}`)
    const key = [person, scope, recipient, ...leaves].join()
    const proof = proofs.get(key) ?? prove({ identity, leaves, scope, recipient })
    proofs.set(key, proof)
    return proof
  }
}
