import { createPublicClient, http, parseAbiItem } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cautionaryAddresses } from '@/devnet/cautionary/contracts'
import { type Devnet, startDevnet } from '@/devnet/devnet'
import type { CheckResult } from '@/lib/audit/types'
import { createRpcClient } from '@/lib/rpc/client'
import { rebuildReport } from '@/lib/verify/rebuild'
import { lower } from '../indexer/support'

const PROGRAM_REGISTERED = parseAbiItem(
  'event ProgramRegistered(bytes32 indexed moduleId, address indexed program, string kind, string name)',
)

/** Enough for five closed epochs of 20 blocks, after the deployment: a round of faults, and the first of the next. */
const BLOCKS = 120

describe('the cautionary program', () => {
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      live: false,
      settings: { epochDuration: 40, timelockDelay: 20, cautionary: true },
    })
    await devnet.runBlocks(BLOCKS)
  })
  afterAll(() => devnet?.stop())

  const auditOf = async (program: string, epoch: bigint) => {
    const request = { program: lower(program), epoch }
    return (await rebuildReport(createRpcClient(devnet.rpcUrl), request)).result
  }
  const failing = (checks: readonly CheckResult[]) =>
    checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)

  test('is announced by the registry beside the honest one, as one of the contracts of its module', async () => {
    const client = createPublicClient({ transport: http(devnet.rpcUrl) })
    const announced = await client.getLogs({
      address: devnet.registry,
      event: PROGRAM_REGISTERED,
      fromBlock: 0n,
    })
    const { CautionaryPay } = cautionaryAddresses()
    expect(announced.map(({ args }) => [args.name, args.program])).toEqual([
      ['Personhood Pay', devnet.program],
      ['Cautionary Pay', CautionaryPay],
    ])
  })

  // Each payment of it is made without a proof, which is a fault of its own.
  test.each([
    [1n, ['amount-exact', 'region-policy', 'nullifier-unique', 'proof-valid', 'parameters-logged']],
    [2n, ['inputs-committed', 'proof-valid', 'event-transfer', 'out-of-band']],
    [3n, ['proof-valid', 'eligible', 'revoked-unpaid', 'timelock', 'upgrades']],
    [4n, ['solvency', 'schedule', 'expiry']],
  ])('in epoch %i commits its faults, each found by its check, and nothing else', async (epoch, faults) => {
    const { checks } = await auditOf(cautionaryAddresses().CautionaryPay, epoch)
    expect(failing(checks)).toEqual(faults)
    for (const check of checks) {
      if (check.verdict === 'fail') expect(check.evidence).not.toEqual([])
    }
  })

  test('leaves the honest program beside it without a finding', async () => {
    for (const epoch of [1n, 2n, 3n, 4n])
      expect(failing((await auditOf(devnet.program, epoch)).checks)).toEqual([])
  })
})
