import { readFileSync } from 'node:fs'
import type { Hex } from 'viem'
import { z } from 'zod'
import type { Member } from './members'
import type { ReadyProof } from './prove'

/** Epochs for which proofs were made ahead, and how many for each. */
export const READY_EPOCHS = 4
export const READY_AN_EPOCH = 60
/** The file that holds them; `npm run proofs` writes it. */
export const READY_FILE = new URL('./ready-proofs.json', import.meta.url)

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
