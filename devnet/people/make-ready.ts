import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { accountAddress, PERSONS } from '../accounts'
import { contractAddresses } from '../layout'
import { claimantsIn } from './groups'
import { identityOf } from './members'
import { prove } from './prove'
import { READY_AN_EPOCH, READY_EPOCHS, READY_FILE } from './ready-proofs'
import { statementOf } from './statement'

/** Writes the fixtures of the devnet anew: the commitments of the first identities, and the proofs made ahead. */
async function main(): Promise<void> {
  const rows = PERSONS.map((person) => {
    const { commitment } = identityOf({ person, region: 0, generation: 0 })
    return `  '${commitment.toString(16).padStart(64, '0')}',`
  })
  await writeFile(fileURLToPath(new URL('./commitments.ts', import.meta.url)), commitmentsFile(rows))
  const { PersonhoodPay } = contractAddresses()
  const epochs: Record<string, Record<string, string>> = {}
  for (let epoch = 1; epoch <= READY_EPOCHS; epoch++) {
    const proofs: Record<string, string> = {}
    for (const member of claimantsIn(epoch).slice(0, READY_AN_EPOCH)) {
      const recipient = accountAddress(member.person)
      const { proof } = await prove(statementOf(PersonhoodPay, epoch, member, recipient))
      proofs[member.person] = Buffer.from(proof.slice(2), 'hex').toString('base64')
    }
    epochs[epoch] = proofs
    console.log(`epoch ${epoch}: ${Object.keys(proofs).length} proofs`)
  }
  await writeFile(READY_FILE, `${JSON.stringify({ epochs }, null, 2)}\n`)
}

function commitmentsFile(rows: string[]): string {
  return `/**
 * The commitments of the first identities, by person: deriving one takes 20 ms, and a chain starts with hundreds.
 * Written by \`npm run proofs\`; a test derives them again.
 */
export const FIRST_COMMITMENTS: readonly string[] = [
${rows.join('\n')}
]
`
}

main().then(
  // The prover's threads do not end by themselves.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
