import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { PERSONHOOD_PAY_EVENTS } from '@/lib/audit/adapters/personhood-pay-abi'
import type { AuditResult } from '@/lib/audit/types'
import { createRpcClient } from '@/lib/rpc/client'
import { rebuildReport } from '@/lib/verify/rebuild'
import { startTestDevnet } from '../../support/devnet'
import { lower } from '../indexer/support'

/** Enough for three closed epochs of 20 blocks, after the deployment. */
const BLOCKS = 90
const EPOCHS = [1n, 2n, 3n]

async function run(deviatingClaim?: number): Promise<Devnet> {
  const devnet = await startTestDevnet({
    settings: { epochDuration: 40, timelockDelay: 20, deviatingClaim },
  })
  await devnet.runBlocks(BLOCKS)
  return devnet
}

async function auditOf(devnet: Devnet, epoch: bigint): Promise<AuditResult> {
  const request = { program: lower(devnet.program), epoch }
  return (await rebuildReport(createRpcClient(devnet.rpcUrl), request)).result
}

/** The claim with this ordinal (from 1) in an epoch, read by a client that is not ours. */
async function claimOf(devnet: Devnet, epoch: bigint, ordinal: number) {
  const client = createPublicClient({ transport: http(devnet.rpcUrl) })
  const claims = await client.getContractEvents({
    address: devnet.program,
    abi: PERSONHOOD_PAY_EVENTS,
    eventName: 'Claimed',
    args: { epoch },
    fromBlock: 0n,
    strict: true,
  })
  const claim = claims[ordinal - 1]
  if (claim === undefined) throw new Error('no such claim')
  return claim
}

const failing = (result: AuditResult) =>
  result.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)

describe('the honest program on a real chain', () => {
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await run()
  })
  afterAll(() => devnet?.stop())

  test('passes every check in every closed epoch', async () => {
    for (const epoch of EPOCHS) {
      const result = await auditOf(devnet, epoch)
      expect(result.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
      expect(result.verdict).toBe('pass')
      expect(result.totals.payments).toBeGreaterThan(10)
      expect(result.totals.reclaimed).toBe(result.totals.budget - result.totals.paid)
    }
  })
})

describe('a program that pays one claim 1 wei too much', () => {
  const ORDINAL = 7
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await run(ORDINAL)
  })
  afterAll(() => devnet?.stop())

  test('fails amount-exact and what follows from it, and names the payment', async () => {
    for (const epoch of EPOCHS) {
      const result = await auditOf(devnet, epoch)
      expect(failing(result)).toEqual(['amount-exact', 'region-policy'])
      const payment = await claimOf(devnet, epoch, ORDINAL)
      const check = result.checks.find(({ id }) => id === 'amount-exact')
      expect(check?.evidence).toEqual([
        {
          subject: `payment in region ${payment.args.region}`,
          blockNumber: payment.blockNumber,
          transactionHash: payment.transactionHash,
          logIndex: payment.logIndex,
          expected: `${payment.args.amount - 1n}`,
          actual: `${payment.args.amount}`,
          unit: 'wei',
        },
      ])
    }
  })
})
