import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Address } from 'viem'
import { z } from 'zod'
import { claimantsIn } from './groups'
import { type ProofSource, READY_AN_EPOCH, type ReadyClaim, readyProofs } from './ready-proofs'

/** Proves at most this share of the time, so that the chain's readers have the machine. */
const PROVING_SHARE = 0.25
/** Epochs for which proofs are made: the one asked for, and the next. */
const EPOCHS_AHEAD = 1

const answer = z.union([
  z.object({
    nullifier: z.string().transform(BigInt),
    proof: z.custom<`0x${string}`>((value) => typeof value === 'string' && value.startsWith('0x')),
  }),
  z.object({ failed: z.string() }),
])

/** Makes proofs for claims while the chain runs, in a process of its own. */
export type Prover = ProofSource & { stop(): void }

/**
 * Starts a prover for the claims of a program. It works for the epoch that was asked for last and the one after, and gives
 * those proofs too that were made ahead.
 */
export function startProver(program: Address, onProgress: (line: string) => void): Prover {
  const made = new Map<number, ReadyClaim[]>()
  let current = 0
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const ready = (epoch: number) => [...readyProofs.ready(epoch), ...(made.get(epoch) ?? [])]
  const nextClaim = () => {
    for (let epoch = current; epoch <= current + EPOCHS_AHEAD; epoch++) {
      const done = new Set(ready(epoch).map(({ member }) => member.person))
      const member = claimantsIn(epoch)
        .slice(0, READY_AN_EPOCH)
        .find(({ person }) => !done.has(person))
      if (member !== undefined) return { epoch, member }
    }
    return undefined
  }
  const work = () => {
    const claim = nextClaim()
    if (stopped || claim === undefined) return rest()
    child ??= fork('scripts/program.mjs', ['devnet/people/prover-process.ts'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const began = performance.now()
    child.removeAllListeners()
    child.once('error', (error) => giveUp(error.message))
    child.once('exit', () => giveUp('its process ended'))
    child.once('message', (message) => {
      const answered = answer.parse(message)
      if ('failed' in answered) return giveUp(answered.failed)
      made.set(claim.epoch, [...(made.get(claim.epoch) ?? []), { member: claim.member, proof: answered }])
      timer = setTimeout(work, (performance.now() - began) * (1 / PROVING_SHARE - 1))
    })
    child.send({ program, ...claim })
  }
  const rest = () => {
    child?.removeAllListeners()
    child?.kill()
    child = undefined
  }
  const giveUp = (reason: string) => {
    if (stopped) return
    stop()
    onProgress(`no further proofs of personhood are made: ${reason}`)
  }
  const stop = () => {
    stopped = true
    clearTimeout(timer)
    rest()
  }
  return {
    ready(epoch) {
      if (epoch > current && !stopped) {
        current = epoch
        for (const earlier of made.keys()) if (earlier < epoch) made.delete(earlier)
        if (child === undefined) work()
      }
      return ready(epoch)
    },
    stop,
  }
}
