import { createPublicClient, http } from 'viem'
import { afterEach, expect, test } from 'vitest'
import { type Devnet, startDevnet } from '@/devnet/devnet'
import { READY_EPOCHS } from '@/devnet/people/ready-proofs'
import { PERSONHOOD_PAY_EVENTS } from '@/lib/audit/adapters/personhood-pay-abi'
import { findClaims } from '@/lib/audit/adapters/personhood-pay-claims'
import { refuseProofBytes } from '@/lib/audit/semaphore/proof'
import { until } from '../../support/until'

let devnet: Devnet | undefined
afterEach(() => devnet?.stop())

test('claims go on by proofs that are made while the chain runs, each of which verifies', async () => {
  // A chain that follows the clock begins in the past: the epochs whose proofs were made ahead are over at its start.
  const settings = { epochDuration: 30, timelockDelay: 20 }
  devnet = await startDevnet({ live: true, settings })
  const client = createPublicClient({ transport: http(devnet.rpcUrl) })
  const address = devnet.program
  const paid = await until('a claim is paid by a new proof', async () => {
    const claims = await client.getContractEvents({
      address,
      abi: PERSONHOOD_PAY_EVENTS,
      eventName: 'Claimed',
      fromBlock: 0n,
      strict: true,
    })
    const late = claims.filter(({ args }) => args.epoch > BigInt(READY_EPOCHS))
    return late.length > 0 ? late : undefined
  })
  for (const { transactionHash, args } of paid) {
    const { input } = await client.getTransaction({ hash: transactionHash })
    const [claim] = findClaims(input)
    expect(claim?.nullifier).toBe(args.nullifier)
    expect(refuseProofBytes(claim?.proof ?? '0x')).toBeUndefined()
  }
})
