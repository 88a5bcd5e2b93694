import { afterEach, describe, expect, test } from 'vitest'
import { DEPLOYER, KEEPER, REGISTRAR } from '@/devnet/accounts'
import type { PlannedTransaction } from '@/devnet/transaction'
import type { CheckResult } from '@/lib/audit/types'
import { createRpcClient } from '@/lib/rpc/client'
import { rebuildReport } from '@/lib/verify/rebuild'
import {
  addressOf,
  BUDGET,
  opensAt,
  type PayoutChain,
  type PayoutChainOptions,
  STRANGER,
  startPayoutChain,
} from './payout-chain'

let chain: PayoutChain | undefined
afterEach(async () => {
  await chain?.stop()
  chain = undefined
})

const start = async (options: PayoutChainOptions = {}): Promise<PayoutChain> => {
  chain = await startPayoutChain(options)
  return chain
}
const misnaming: PayoutChainOptions = { contracts: { program: { name: 'MisnamingPay' } } }
const approving: PayoutChainOptions = { contracts: { treasury: { name: 'ApprovingTreasury' } } }
const GIFT = 500_000n

/** Opens and closes an epoch on time, and in between does what the test says, a block each. */
async function epoch(chain: PayoutChain, number: number, ...then: PlannedTransaction[]): Promise<void> {
  await chain.block([chain.program.call(KEEPER, 'openEpoch')], opensAt(number))
  for (const transaction of then) await chain.block([transaction])
  await chain.block([chain.program.call(KEEPER, 'closeEpoch')], opensAt(number + 1))
}

/** The checks that fail, by their ids. */
async function findings({ rpcUrl, program }: PayoutChain, epoch: bigint) {
  const request = { program: program.address, epoch }
  const { result } = await rebuildReport(createRpcClient(rpcUrl), request)
  return new Map<string, CheckResult>(
    result.checks.filter(({ verdict }) => verdict === 'fail').map((check) => [check.id, check]),
  )
}

describe('found from a node alone: a program that', () => {
  test('pays in the name of an epoch that is not open', async () => {
    const chain = await start(misnaming)
    const gift = chain.token.call(DEPLOYER, 'transfer', chain.program.address, GIFT)
    const pay = (named: bigint) =>
      chain.program.call(STRANGER, 'payAs', named, 1, addressOf(STRANGER), named, 7n)
    await epoch(chain, 1, gift, pay(99n))
    await epoch(chain, 2, pay(1n))
    expect((await findings(chain, 1n)).get('schedule')?.evidence).toMatchObject([
      { subject: 'payment of epoch 99', actual: 'epoch 1 is open' },
    ])
    expect((await findings(chain, 2n)).get('schedule')?.evidence).toMatchObject([
      { subject: 'payment of epoch 1', actual: 'epoch 2 is open' },
    ])
  })

  test('draws on the treasury under an epoch that is none', async () => {
    const chain = await start(misnaming)
    await epoch(chain, 1, chain.program.call(STRANGER, 'openBeside', 77n, 1000n))
    const found = await findings(chain, 1n)
    expect([...found.keys()]).toEqual(['schedule'])
    expect(found.get('schedule')?.evidence).toMatchObject([
      { subject: 'opening of epoch 77', expected: 'close of epoch 1 first' },
      { subject: 'last epoch in the state', expected: '77', actual: '1 epoch opened' },
    ])
  })

  test('pays in a region that is not in the table', async () => {
    const chain = await start(misnaming)
    const gift = chain.token.call(DEPLOYER, 'transfer', chain.program.address, GIFT)
    await epoch(chain, 1, gift, chain.program.call(STRANGER, 'payAs', 1n, 8, addressOf(STRANGER), 5n, 7n))
    const found = await findings(chain, 1n)
    expect(found.get('eligible')?.evidence[0]).toMatchObject({ expected: 'a region of the epoch' })
    expect(found.get('amount-exact')?.evidence).toMatchObject([{ expected: '0', actual: '7' }])
  })

  test('says what nobody understands', async () => {
    const chain = await start(misnaming)
    await epoch(chain, 1, chain.program.call(STRANGER, 'say', 5n))
    const found = await findings(chain, 1n)
    expect([...found.keys()]).toEqual(['completeness'])
    expect(found.get('completeness')?.evidence).toMatchObject([{ subject: 'event of the program' }])
  })

  test('skips an epoch', async () => {
    const chain = await start(misnaming)
    await epoch(chain, 1)
    await chain.block([chain.program.call(STRANGER, 'skip')])
    await chain.block([chain.program.call(STRANGER, 'closeEpoch')])
    await epoch(chain, 3)
    expect([...(await findings(chain, 1n)).keys()]).toEqual([])
    const found = await findings(chain, 3n)
    expect(found.get('schedule')?.evidence).toMatchObject([{ subject: 'epoch 2', actual: 'never opened' }])
  })
})

describe('found from a node alone: contracts that', () => {
  test('let a stranger spend for the treasury', async () => {
    const chain = await start(approving)
    await epoch(chain, 1, chain.treasury.call(DEPLOYER, 'allow', addressOf(STRANGER), 5n))
    const found = await findings(chain, 1n)
    expect([...found.keys()]).toEqual(['powers'])
    expect(found.get('powers')?.evidence).toMatchObject([
      { subject: 'approval by the treasury', actual: `${addressOf(STRANGER)} may spend 5 wei` },
    ])
  })

  test('give out to another program', async () => {
    const chain = await start(approving)
    await epoch(chain, 1, chain.treasury.call(DEPLOYER, 'reappoint', addressOf(STRANGER)))
    const found = await findings(chain, 1n)
    expect([...found.keys()]).toEqual(['powers'])
  })

  test('get another owner, who gives the power back before the close', async () => {
    const chain = await start()
    await epoch(
      chain,
      1,
      chain.verifier.call(REGISTRAR, 'transferOwnership', addressOf(STRANGER)),
      chain.verifier.call(STRANGER, 'transferOwnership', addressOf(REGISTRAR)),
    )
    const found = await findings(chain, 1n)
    expect([...found.keys()]).toEqual(['powers'])
    expect(found.get('powers')?.evidence.map(({ actual }) => actual)).toEqual([
      `given to ${addressOf(STRANGER)}`,
      `given to ${addressOf(REGISTRAR)}`,
    ])
  })

  test('are upgraded and back within an epoch', async () => {
    const chain = await start({ treasuryProxy: 'AnnouncingProxy' })
    const { transaction, deployed } = chain.create('LeakyTreasury', chain.token.address, addressOf(DEPLOYER))
    const proxy = chain.attach('AnnouncingProxy', chain.treasury.address)
    await chain.block([transaction])
    const back = chain.create('Treasury', chain.token.address, addressOf(DEPLOYER))
    await chain.block([back.transaction])
    await epoch(
      chain,
      1,
      proxy.call(STRANGER, 'upgrade', deployed.address),
      proxy.call(STRANGER, 'upgrade', back.deployed.address),
    )
    const found = await findings(chain, 1n)
    expect([...found.keys()]).toEqual(['upgrades'])
    const upgrades = found.get('upgrades')?.evidence.filter(({ subject }) => subject === 'treasury')
    expect(upgrades?.map(({ actual }) => actual)).toEqual([
      `upgraded to ${deployed.address}`,
      `upgraded to ${back.deployed.address}`,
    ])
  })

  test('mint for the treasury', async () => {
    const chain = await start({ contracts: { token: { name: 'MintingToken' } } })
    await epoch(chain, 1, chain.token.call(STRANGER, 'mintSeen', chain.treasury.address, BUDGET))
    const found = await findings(chain, 1n)
    expect([...found.keys()]).toEqual(['supply'])
    expect(found.get('supply')?.evidence).toMatchObject([{ subject: 'mint to the treasury' }])
  })
})
