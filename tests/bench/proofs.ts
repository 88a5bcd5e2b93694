import { availableParallelism } from 'node:os'
import { READY_EPOCHS, readyProofs } from '@/devnet/people/ready-proofs'
import { ProofPool } from '@/indexer/proofs/pool'
import { refuseProofBytes } from '@/lib/audit/semaphore/proof'
import type { Hex } from '@/lib/audit/types'

/** Proofs of personhood verified a second. */
export interface ProofSpeed {
  cores: number
  onOneCore: number
  onAllCores: number
}

/** Times the verification of real proofs, each once: in this thread, and over all cores as the indexer does it. */
export async function measureProofs(): Promise<ProofSpeed> {
  const proofs = Array.from({ length: READY_EPOCHS }, (_, at) => readyProofs.ready(at + 1))
    .flat()
    .map(({ proof }) => proof.proof)
  for (const proof of proofs.slice(0, 20)) requireValid(refuseProofBytes(proof))
  const onOneCore = await timed(proofs, (proof) => refuseProofBytes(proof))
  const cores = availableParallelism()
  const pool = new ProofPool(cores)
  const inPool = (proof: Hex) => pool.refuse(proof)
  await timed(proofs, inPool)
  const onAllCores = await timed(proofs, inPool)
  pool.close()
  return { cores, onOneCore, onAllCores }
}

/** Prints the speed, as a table or as JSON. */
export async function benchProofs(asJson: boolean): Promise<void> {
  const { cores, onOneCore, onAllCores } = await measureProofs()
  if (asJson) {
    console.log(JSON.stringify({ proofsPerSecond: onAllCores, onOneCore, cores }))
    return
  }
  console.log('proofs of personhood verified a second')
  console.log(`  on one core    ${onOneCore.toFixed(1)}`)
  console.log(`  on all cores   ${onAllCores.toFixed(1)} (${cores})`)
}

async function timed(
  proofs: readonly Hex[],
  refuse: (proof: Hex) => string | undefined | Promise<string | undefined>,
): Promise<number> {
  const began = performance.now()
  for (const refusal of await Promise.all(proofs.map(refuse))) requireValid(refusal)
  return proofs.length / ((performance.now() - began) / 1000)
}

function requireValid(refusal: string | undefined): void {
  if (refusal !== undefined) throw new Error(`a real proof was refused: ${refusal}`)
}
