import { readFileSync } from 'node:fs'
import type { Hex } from 'viem'
import { z } from 'zod'
import { claimantsIn } from './groups'
import type { Member } from './members'
import type { ReadyProof } from './prove'

/** Epochs for which proofs were made ahead, and how many for each. */
export const READY_EPOCHS = 4
export const READY_AN_EPOCH = 60
/** The file that holds them; `npm run proofs` writes it. */
export const READY_FILE = new URL('./ready-proofs.json', import.meta.url)

/** A member whose proof for a claim is there. */
export type ReadyClaim = { member: Member; proof: ReadyProof }

/** Where the workload takes proofs from. */
export type ProofSource = {
  /** Who can claim in an epoch now, in the order in which the proofs came. */
  ready(epoch: number): readonly ReadyClaim[]
}

const readyFile = z.object({
  /** By epoch and person: the proof's 13 words in base64. */
  epochs: z.record(z.string(), z.record(z.string(), z.string())),
})
let file: z.infer<typeof readyFile> | undefined

/** A proof's words from base64, with the nullifier that is the third of them. */
export function unpackProof(packed: string): ReadyProof {
  const proof: Hex = `0x${Buffer.from(packed, 'base64').toString('hex')}`
  return { nullifier: BigInt(`0x${proof.slice(2 + 2 * 64, 2 + 3 * 64)}`), proof }
}

/** The proof that was made ahead for a member's claim in an epoch, if one was. */
export function readyProof(epoch: number, { person }: Member): ReadyProof | undefined {
  file ??= readyFile.parse(JSON.parse(readFileSync(READY_FILE, 'utf8')))
  const packed = file.epochs[epoch]?.[person]
  return packed === undefined ? undefined : unpackProof(packed)
}

const ahead = new Map<number, readonly ReadyClaim[]>()

/** The proofs that were made ahead alone: the same in every run. */
export const readyProofs: ProofSource = {
  ready(epoch) {
    const known = ahead.get(epoch)
    if (known !== undefined) return known
    const claimants = epoch > READY_EPOCHS ? [] : claimantsIn(epoch).slice(0, READY_AN_EPOCH)
    const found = claimants.flatMap((member) => {
      const proof = readyProof(epoch, member)
      return proof === undefined ? [] : { member, proof }
    })
    ahead.set(epoch, found)
    return found
  },
}
