import { afterEach, describe, expect, test } from 'vitest'
import { DEPLOYER, KEEPER } from '@/devnet/accounts'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { chainConfig, indexUntil, rowsOf } from '../indexer/support'
import {
  addressOf,
  MEMBERS,
  opensAt,
  type PayoutChain,
  programArgs,
  STRANGER,
  startPayoutChain,
} from './payout-chain'

let chain: PayoutChain | undefined
let database: TestDatabase | undefined
afterEach(async () => {
  await chain?.stop()
  await database?.drop()
})

/** Indexes the chain with these programs, and gives the checks that are not passed, by program and epoch. */
async function findings(chain: PayoutChain, head: string, programs: string[]) {
  database = await testDatabase()
  await indexUntil(
    database.url,
    chainConfig(chain.rpcUrl, {
      programs: programs.map((address) => ({
        kind: 'personhood-pay',
        address: `0x${address.slice(2)}`,
        name: `Program ${programs.indexOf(address)}`,
      })),
    }),
    head,
  )
  return rowsOf<{ program: string; epoch: number; check: string; verdict: string; at: string }>(
    database.url,
    `SELECT '0x' || encode(program, 'hex') AS program, epoch::int, check_id AS check, verdict,
       evidence->0->>'blockNumber' AS at
     FROM audit_check WHERE verdict <> 'pass' ORDER BY 1, 2, 3`,
  )
}

describe('the facts that an indexer audits from', () => {
  test('hold what the treasury paid between the close of one epoch and the opening of the next', async () => {
    chain = await startPayoutChain({ contracts: { treasury: { name: 'LeakyTreasury' } } })
    const { program, treasury } = chain
    const [member = 0] = MEMBERS[1] ?? []
    await chain.block([program.call(KEEPER, 'openEpoch'), chain.claim(1n, 1, member)], opensAt(1))
    await chain.block([program.call(KEEPER, 'closeEpoch')], opensAt(2))
    const gap = await chain.block([treasury.call(DEPLOYER, 'payBatch', [addressOf(STRANGER)], 5n)])
    await chain.block([program.call(KEEPER, 'openEpoch'), chain.claim(2n, 1, member)])
    const { hash } = await chain.block([program.call(KEEPER, 'closeEpoch')], opensAt(3))
    expect(await findings(chain, hash, [program.address])).toEqual([
      { program: program.address, epoch: 2, check: 'out-of-band', verdict: 'fail', at: `${gap.number}` },
    ])
    expect(await rowsOf(database?.url ?? '', 'SELECT epoch::int, verdict FROM audit ORDER BY 1')).toEqual([
      { epoch: 1, verdict: 'pass' },
      { epoch: 2, verdict: 'fail' },
    ])
  })

  test('are those of each of two programs that share a verifier', async () => {
    chain = await startPayoutChain()
    const { program, token, verifier } = chain
    const treasury = chain.create('Treasury', token.address, addressOf(DEPLOYER))
    const second = chain.create('PersonhoodPay', ...programArgs(treasury.deployed.address, verifier.address))
    await chain.block([treasury.transaction, second.transaction])
    await chain.block([
      treasury.deployed.call(DEPLOYER, 'appoint', second.deployed.address),
      token.call(DEPLOYER, 'transfer', treasury.deployed.address, 10_000_000n),
    ])
    const both = [program, second.deployed]
    await chain.block(
      both.map((each) => each.call(KEEPER, 'openEpoch')),
      opensAt(1),
    )
    const { hash } = await chain.block(
      both.map((each) => each.call(KEEPER, 'closeEpoch')),
      opensAt(2),
    )
    const addresses = both.map(({ address }) => address)
    expect(await findings(chain, hash, addresses)).toEqual([])
    expect(await rowsOf(database?.url ?? '', 'SELECT verdict FROM audit')).toEqual([
      { verdict: 'pass' },
      { verdict: 'pass' },
    ])
  })
})
