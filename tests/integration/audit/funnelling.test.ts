import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEEPER } from '@/devnet/accounts'
import { FUNNEL_PAYEES } from '@/lib/audit/checks/funnelling'
import { createRpcClient } from '@/lib/rpc/client'
import { rebuildReport } from '@/lib/verify/rebuild'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { chainConfig, indexUntil, rowsOf } from '../indexer/support'
import { addressOf, opensAt, type PayoutChain, STRANGER, startPayoutChain } from './payout-chain'

/** As many as make a signal, with the members that there are already. */
const PEOPLE = [50, 51, 52, 53, 55, 56, 57, 58, 59, 63]
const AMOUNT = 1000n

let chain: PayoutChain
let database: TestDatabase
beforeAll(async () => {
  chain = await startPayoutChain()
  database = await testDatabase()
})
afterAll(async () => {
  await chain?.stop()
  await database?.drop()
})

test('payees who forward to one wallet are a signal, the same from the indexer and from a node alone', async () => {
  const { block, program, token, claim, join } = chain
  expect(PEOPLE).toHaveLength(FUNNEL_PAYEES)
  await block([join(1, ...PEOPLE.slice(4))])
  let head = ''
  // In the second epoch one of them keeps the money.
  for (const [epoch, forwarding] of [
    [1, PEOPLE],
    [2, PEOPLE.slice(1)],
  ] as const) {
    const claims = PEOPLE.map((person) => claim(BigInt(epoch), 1, person))
    await block([program.call(KEEPER, 'openEpoch'), ...claims], opensAt(epoch))
    // A block that holds nothing else of the program.
    await block()
    await block(forwarding.map((person) => token.call(person, 'transfer', addressOf(STRANGER), AMOUNT)))
    head = (await block([program.call(KEEPER, 'closeEpoch')], opensAt(epoch + 1))).hash
  }
  const config = { kind: 'personhood-pay', address: program.address, name: 'Personhood Pay' } as const
  await indexUntil(database.url, chainConfig(chain.rpcUrl, { programs: [config] }), head)

  const rpc = createRpcClient(chain.rpcUrl)
  for (const [epoch, signals] of [
    [1n, ['funnelling']],
    [2n, []],
  ] as const) {
    const { report, result } = await rebuildReport(rpc, { program: program.address, epoch })
    const odd = result.checks.filter(({ verdict }) => verdict !== 'pass')
    expect(odd.map(({ id }) => id)).toEqual(signals)
    const [stored] = await rowsOf<{ data: Uint8Array }>(
      database.url,
      `SELECT data FROM report WHERE epoch = ${epoch}`,
    )
    expect(new TextDecoder().decode(stored?.data)).toBe(report)
    if (epoch === 1n) {
      expect(result.verdict).toBe('indeterminate')
      expect(odd[0]?.evidence).toMatchObject([
        {
          subject: `account ${addressOf(STRANGER)}`,
          expected: 'fewer than 10 payees',
          actual: '10 payees, 10000 wei',
        },
      ])
    }
  }
})
