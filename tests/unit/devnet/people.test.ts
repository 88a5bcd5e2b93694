import { describe, expect, it, vi } from 'vitest'
import { PERSONS } from '@/devnet/accounts'
import { contractAddresses } from '@/devnet/layout'
import { activeIn, changesBefore, claimantsIn, groupsAt } from '@/devnet/people/groups'
import { commitmentOf, identityOf, scopeOf } from '@/devnet/people/members'
import { READY_AN_EPOCH, READY_EPOCHS, readyProofs } from '@/devnet/people/ready-proofs'
import { leavesAt, leavesBetween } from '@/devnet/people/statement'
import { REGIONS } from '@/devnet/regions'
import { LeanTree } from '@/lib/audit/semaphore/lean-imt'
import { decodeSemaphoreProof } from '@/lib/audit/semaphore/proof'

// Identities and trees take a while on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 })

describe('the people of the devnet', () => {
  it('have the commitments of their identities', () => {
    for (const person of [PERSONS[0] ?? 0, 111, PERSONS.at(-1) ?? 0]) {
      const member = { person, region: 1, generation: 0 }
      expect(commitmentOf(member)).toBe(identityOf(member).commitment)
    }
    const back = { person: 50, region: 1, generation: 1 }
    expect(commitmentOf(back)).toBe(identityOf(back).commitment)
    expect(commitmentOf(back)).not.toBe(commitmentOf({ ...back, generation: 0 }))
  })

  it('come and go between epochs, and a removed one leaves an empty leaf', () => {
    expect(changesBefore(1)).toEqual([])
    for (let epoch = 2; epoch <= 40; epoch++) {
      const changes = changesBefore(epoch)
      expect(changes.map(({ kind }) => kind)).toEqual(['remove', 'add', 'remove', 'add'])
      for (const { region } of REGIONS) {
        expect(leavesBetween(epoch, changes.length, region)).toEqual(leavesAt(epoch, region))
        const active = activeIn(groupsAt(epoch), region)
        expect(new Set(active.map(({ person }) => person)).size).toBe(active.length)
        expect(active.length).toBeGreaterThanOrEqual(region === 6 ? 3 : 14)
      }
    }
    expect(leavesAt(40, 1).filter((leaf) => leaf === 0n).length).toBeGreaterThan(0)
  })

  it('have proofs made ahead, each for its epoch, its group and its payee', () => {
    for (let epoch = 1; epoch <= READY_EPOCHS; epoch++) {
      const ready = readyProofs.ready(epoch)
      expect(ready.map(({ member }) => member)).toEqual(claimantsIn(epoch).slice(0, READY_AN_EPOCH))
      const roots = new Map(REGIONS.map(({ region }) => [region, new LeanTree(leavesAt(epoch, region)).root]))
      for (const { member, proof } of ready) {
        const stated = decodeSemaphoreProof(proof.proof)
        expect(stated?.root).toBe(roots.get(member.region))
        expect(stated?.nullifier).toBe(proof.nullifier)
        expect(stated?.scope).toBe(scopeOf(contractAddresses().PersonhoodPay, BigInt(epoch)))
      }
    }
    expect(readyProofs.ready(READY_EPOCHS + 1)).toEqual([])
  })
})
