import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEPLOYER } from '@/devnet/accounts'
import type { ListEntry } from '@/lib/audit/adapters/adapter'
import { type AdapterChain, addressOf, type Deployed, findingsOf, startAdapterChain } from './adapter-chain'

/** 1 January 2026, 00:00 UTC. */
const START = 1_767_225_600
const DAY = 86_400
const LIST: ListEntry[] = [
  { account: addressOf(50), amount: 500n },
  { account: addressOf(51), amount: 500n },
  { account: addressOf(51), amount: 20n },
]
const STRANGER = addressOf(90)

let chain: AdapterChain
let token: Deployed
let treasury: Deployed
let day = 0n
beforeAll(async () => {
  chain = await startAdapterChain(START)
  token = await chain.deploy('MintingToken', addressOf(DEPLOYER), 1_000_000n)
  treasury = await chain.deploy('LeakyTreasury', token.address, addressOf(DEPLOYER))
  await chain.block([token.call(DEPLOYER, 'transfer', treasury.address, 900_000n)])
})
afterAll(() => chain?.stop())

const pay = (payees: number[], amount: bigint) =>
  treasury.call(DEPLOYER, 'payBatch', payees.map(addressOf), amount)

/** A day of its own for what happens in it: the next one of January 2026. */
async function dayWith(act: () => Promise<unknown>): Promise<bigint> {
  day++
  await chain.block([], START + Number(day) * DAY)
  await act()
  await chain.block([], START + Number(day + 1n) * DAY)
  return 20_260_101n + day
}
const verify = (period: bigint | undefined, list?: ListEntry[]) =>
  chain.verify({
    kind: 'erc20-treasury',
    program: { address: treasury.address, parts: { token: token.address } },
    period,
    list,
  })
const listed = async () => {
  await chain.block([pay([50, 51], 500n)])
  await chain.block([pay([51], 20n)])
}

test('every outflow is listed and reconciled; without a published list nobody can say which are payments', async () => {
  const verified = await verify(await dayWith(listed))
  expect(verified.facts.period.label).toBe('2 January 2026 (UTC)')
  expect(verified.audit.payments.map(({ payee, amount }) => [payee, amount])).toEqual([
    [addressOf(50), 500n],
    [addressOf(51), 500n],
    [addressOf(51), 20n],
  ])
  expect(findingsOf(verified)).toEqual({
    'amount-exact':
      'indeterminate: No published list of payments was given: what anybody is due is not known.',
    'budget-cap':
      'indeterminate: No published list of payments was given: 1020 wei left in 3 transfers, and no budget is known.',
    'nullifier-unique':
      'indeterminate: No published list of payments was given: how often an account is to be paid is not known.',
    'out-of-band':
      'indeterminate: 3 outgoing transfers, 1020 wei to 2 accounts, all listed: without a published rule nobody can say which of them are payments.',
  })
  expect(findingsOf(await verify(verified.facts.period.id, LIST))).toEqual({})
})

const cases: { fault: string; act: () => Promise<unknown>; found: Record<string, string | RegExp> }[] = [
  {
    fault: 'a payment that the list does not have',
    act: async () => {
      await listed()
      await chain.block([pay([90], 3n)])
    },
    found: {
      'budget-cap': 'fail: treasury: at most 1020 / 1023',
      'out-of-band': `fail: transfer out of the treasury: a payment of the list / 3 wei to ${STRANGER}`,
    },
  },
  {
    fault: 'a payment that was not made',
    act: () => chain.block([pay([50, 51], 500n)]),
    found: {
      'amount-exact': `fail: payment to ${addressOf(51)}: 20 / no transfer of this amount to this account`,
    },
  },
  {
    fault: 'a payment made twice',
    act: async () => {
      await listed()
      await chain.block([pay([50], 500n)])
    },
    found: {
      'budget-cap': 'fail: treasury: at most 1020 / 1520',
      'nullifier-unique': `fail: payment to ${addressOf(50)}: 1 payment / payment 2, of 500 wei`,
      'out-of-band': `fail: transfer out of the treasury: a payment of the list / 500 wei to ${addressOf(50)}`,
    },
  },
  {
    fault: 'a balance that no transfer tells of',
    act: async () => {
      await listed()
      await chain.block([token.call(DEPLOYER, 'creditUnseen', treasury.address, 5n)])
    },
    found: {
      'balance-recon': /^fail: balance of the treasury: \d+ \(\d+ before \+ 0 in - 1020 out\) \/ \d+$/,
    },
  },
  {
    fault: 'a hidden mint',
    act: async () => {
      await listed()
      await chain.block([token.call(DEPLOYER, 'mintUnseen', 5n)])
    },
    found: { supply: 'fail: total supply: 1000000 / 1000005' },
  },
  {
    fault: 'a mint to the treasury',
    act: async () => {
      await listed()
      await chain.block([token.call(DEPLOYER, 'mintSeen', treasury.address, 5n)])
    },
    found: { supply: 'fail: mint to the treasury: money that somebody had before / 5 wei out of nothing' },
  },
]
test.each(cases)('is found: $fault', async ({ act, found }) => {
  const findings = findingsOf(await verify(await dayWith(act), LIST))
  expect(Object.keys(findings).sort()).toEqual(Object.keys(found).sort())
  for (const [id, text] of Object.entries(found)) expect(findings[id]).toMatch(text)
})

test('one sentence for a period that is none, not over, or before the chain', async () => {
  await expect(verify(20_260_231n)).rejects.toThrow(
    '20260231 is no period of a treasury: name a month as 202611 or a day as 20261105 (UTC).',
  )
  await expect(verify(202_601n)).rejects.toThrow(
    /^The period January 2026 \(UTC\) is not over: it ends at 1769904000, /,
  )
  await expect(verify(202_511n)).rejects.toThrow(
    'The period November 2025 (UTC) began before the chain: block 0 is later. Name a later one.',
  )
  await expect(verify(undefined)).rejects.toThrow(/^Name a month as 202611/)
  await expect(
    chain.verify({ kind: 'erc20-treasury', program: { address: treasury.address }, period: 202_601n }),
  ).rejects.toThrow('ERC-20 treasury needs to be told its token: name its address.')
})
