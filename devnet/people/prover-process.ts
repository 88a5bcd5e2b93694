import os from 'node:os'
import { z } from 'zod'
import { accountAddress } from '../accounts'
import { prove } from './prove'
import { statementOf } from './statement'

/** What the prover is asked for. */
const request = z.object({
  program: z.custom<`0x${string}`>((value) => typeof value === 'string' && value.startsWith('0x')),
  epoch: z.number(),
  member: z.object({ person: z.number(), region: z.number(), generation: z.number() }),
})

// The chain, the indexer and the site come first.
os.setPriority(10)
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group: the chain says when it is over.
process.on('SIGINT', () => undefined)
process.on('message', (message) => {
  const { program, epoch, member } = request.parse(message)
  prove(statementOf(program, epoch, member, accountAddress(member.person))).then(
    ({ nullifier, proof }) => process.send?.({ nullifier: nullifier.toString(), proof }),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : String(error) }),
  )
})
