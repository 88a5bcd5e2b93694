import { afterEach, describe, expect, test } from 'vitest'
import { DEPLOYER, KEEPER } from '@/devnet/accounts'
import type { AuditResult, CheckResult } from '@/lib/audit/types'
import { createRpcClient } from '@/lib/rpc/client'
import { rebuildReport } from '@/lib/verify/rebuild'
import {
  addressOf,
  BUDGET,
  EPOCH,
  opensAt,
  type PayoutChain,
  type PayoutChainOptions,
  type Planned,
  STRANGER,
  startPayoutChain,
} from './payout-chain'
import { commitmentOf } from './people'

let chain: PayoutChain | undefined
afterEach(async () => {
  await chain?.stop()
  chain = undefined
})

const start = async (options: PayoutChainOptions = {}): Promise<PayoutChain> => {
  chain = await startPayoutChain(options)
  return chain
}
const program = (name: string): PayoutChainOptions => ({ contracts: { program: { name } } })

/** Opens an epoch on time, lets three people claim, then does what the test says, a block each. */
async function epoch(
  { block, program, claim }: PayoutChain,
  number: number,
  ...then: Planned[]
): Promise<void> {
  const claims = [claim(BigInt(number), 1, 50), claim(BigInt(number), 1, 51), claim(BigInt(number), 2, 60)]
  await block([program.call(KEEPER, 'openEpoch'), ...claims], opensAt(number))
  for (const transaction of then) await block([transaction])
}
const close = ({ block, program }: PayoutChain, number: number) =>
  block([program.call(KEEPER, 'closeEpoch')], opensAt(number + 1))

async function auditOf({ rpcUrl, program }: PayoutChain, epoch: bigint): Promise<AuditResult> {
  return (await rebuildReport(createRpcClient(rpcUrl), { program: program.address, epoch })).result
}

/** The checks that did not pass, by their ids. */
async function findings(chain: PayoutChain, epoch: bigint): Promise<Record<string, CheckResult>> {
  const { checks } = await auditOf(chain, epoch)
  return Object.fromEntries(
    checks.filter(({ verdict }) => verdict !== 'pass').map((check) => [check.id, check]),
  )
}

test('the honest program has no finding, epoch after epoch', async () => {
  const chain = await start()
  for (const number of [1, 2]) {
    await epoch(chain, number)
    await close(chain, number)
    const result = await auditOf(chain, BigInt(number))
    expect(result.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(result.totals.payments).toBe(3)
  }
})

describe('a program that', () => {
  test('pays a person twice', async () => {
    const chain = await start(program('ForgetfulPay'))
    await epoch(chain, 1, chain.claim(1n, 1, 50))
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['nullifier-unique'])
    expect(found['nullifier-unique']?.evidence).toMatchObject([{ blockNumber: 5n }])
  })

  test('pays a wrong amount', async () => {
    const chain = await start({ contracts: { program: { name: 'DeviatingPersonhoodPay', args: [2] } } })
    await epoch(chain, 1)
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['amount-exact', 'region-policy'])
    expect(found['amount-exact']?.evidence).toMatchObject([{ expected: '100000', actual: '100001' }])
  })

  test('pays somebody who was removed, by a stale root', async () => {
    const chain = await start(program('StaleRootPay'))
    const { block, program: pay } = chain
    const former = 55
    await block([chain.join(1, former), pay.call(KEEPER, 'remember', 1)])
    await block([chain.leave(1, former)])
    await block([pay.call(KEEPER, 'openEpoch'), chain.claim(1n, 1, former)], opensAt(1))
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['eligible', 'revoked-unpaid'])
    expect(found['revoked-unpaid']?.evidence).toMatchObject([
      {
        expected: 'a root without anybody removed before the opening',
        actual: `an earlier root with 1 removed member, among them commitment ${commitmentOf(former)}`,
      },
    ])
  })

  test('pays another than its event says', async () => {
    const chain = await start(program('DivertingPay'))
    await epoch(chain, 1)
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['event-transfer'])
    expect(found['event-transfer']?.evidence).toMatchObject([
      {
        expected: `transfer of 100000 wei to ${addressOf(50)}`,
        actual: `transfer of 100000 wei to ${addressOf(DEPLOYER)}`,
      },
      {},
      {},
    ])
  })

  test('has a treasury with a side door', async () => {
    const chain = await start({ contracts: { treasury: { name: 'LeakyTreasury' } } })
    const payees = [STRANGER, 91].map(addressOf)
    await epoch(chain, 1, chain.treasury.call(DEPLOYER, 'payBatch', payees, 7n))
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['out-of-band'])
    expect(found['out-of-band']?.evidence.map(({ actual }) => actual)).toEqual(
      payees.map((payee) => `7 wei to ${payee}`),
    )
  })

  test('changes a parameter in silence', async () => {
    const chain = await start(program('SilentPay'))
    await epoch(chain, 1, chain.program.call(STRANGER, 'setBudget', BUDGET + 1n))
    await close(chain, 1)
    await epoch(chain, 2)
    await close(chain, 2)
    for (const number of [1n, 2n]) {
      const found = await findings(chain, number)
      expect(Object.keys(found)).toEqual(['parameters-logged'])
    }
  })

  test('changes a parameter past its timelock', async () => {
    const chain = await start(program('HastyPay'))
    await epoch(chain, 1, chain.program.call(STRANGER, 'setCap', 5n))
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['timelock'])
    expect(found.timelock?.evidence).toMatchObject([{ subject: 'parameter cap', actual: 'not announced' }])
  })

  test('has its treasury exchanged behind a proxy', async () => {
    const chain = await start({ treasuryProxy: 'SwappableProxy' })
    const { transaction, deployed } = chain.create('LeakyTreasury', chain.token.address, addressOf(DEPLOYER))
    const proxy = chain.attach('SwappableProxy', chain.treasury.address)
    await epoch(chain, 1, transaction, proxy.call(STRANGER, 'exchange', deployed.address))
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['upgrades'])
    expect(found.upgrades?.evidence).toMatchObject([
      { subject: 'implementation:treasury', actual: `0x${'0'.repeat(24)}${deployed.address.slice(2)}` },
    ])
  })

  test('takes back early what was not claimed', async () => {
    const chain = await start(program('EarlyClosingPay'))
    await epoch(chain, 1, chain.program.call(KEEPER, 'closeEpoch'))
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['expiry'])
    expect(found.expiry?.evidence).toMatchObject([
      { expected: `at or after ${opensAt(2)}`, actual: `${opensAt(1) + 2}` },
    ])
  })

  test('takes back twice what was not claimed', async () => {
    const chain = await start(program('TwiceReturningPay'))
    const gift = chain.token.call(DEPLOYER, 'transfer', chain.program.address, BUDGET)
    await epoch(chain, 1, gift)
    await close(chain, 1)
    await chain.block([chain.program.call(KEEPER, 'closeAgain')])
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['expiry'])
    expect(found.expiry?.evidence).toMatchObject([{ actual: 'closed again' }])
  })

  test('opens an epoch late', async () => {
    const chain = await start()
    const late = opensAt(1) + EPOCH / 4 + 2
    await chain.block([chain.program.call(KEEPER, 'openEpoch'), chain.claim(1n, 1, 50)], late)
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['schedule'])
    expect(found.schedule?.evidence).toMatchObject([{ subject: 'opening', actual: `${late}` }])
  })

  test('pays by another table than the published one', async () => {
    const chain = await start(program('SwappedTablePay'))
    await chain.block([chain.program.call(STRANGER, 'swap')])
    await epoch(chain, 1)
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['inputs-committed'])
    expect(found['inputs-committed']?.evidence.map(({ subject }) => subject)).toEqual([
      'region 1',
      'region 2',
    ])
  })

  test('is not funded', async () => {
    const chain = await start({ contracts: { treasury: { name: 'UnfundingTreasury' } } })
    await chain.block([chain.token.call(DEPLOYER, 'transfer', chain.program.address, 2n * BUDGET)])
    await epoch(chain, 1)
    await close(chain, 1)
    const found = await findings(chain, 1n)
    expect(Object.keys(found)).toEqual(['solvency'])
    expect(found.solvency?.evidence).toMatchObject([{ subject: 'funding', blockNumber: 5n }])
  })

  test('loses money that no event tells of', async () => {
    const chain = await start(program('WithdrawingPay'))
    const gift = chain.token.call(DEPLOYER, 'transfer', chain.program.address, 5n)
    await epoch(chain, 1, gift, chain.program.call(STRANGER, 'withdraw', 5n))
    await close(chain, 1)
    expect(Object.keys(await findings(chain, 1n))).toEqual(['conservation', 'out-of-band'])
  })

  test('pays in a token of which more appears than its events say', async () => {
    const chain = await start({ contracts: { token: { name: 'MintingToken' } } })
    await epoch(chain, 1, chain.token.call(STRANGER, 'mintUnseen', 9n))
    await close(chain, 1)
    await epoch(chain, 2, chain.token.call(STRANGER, 'creditUnseen', chain.treasury.address, 9n))
    await close(chain, 2)
    await epoch(chain, 3, chain.token.call(STRANGER, 'creditUnseen', chain.program.address, 9n))
    await close(chain, 3)
    const found = await Promise.all([1n, 2n, 3n].map((number) => findings(chain, number)))
    expect(found.map((each) => Object.keys(each))).toEqual([
      ['supply'],
      ['balance-recon'],
      ['conservation', 'balance-recon'],
    ])
    expect(found[0]?.supply?.evidence).toMatchObject([{ expected: '1000000000000', actual: '1000000000009' }])
  })
})
