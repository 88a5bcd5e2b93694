import { encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEPLOYER } from '@/devnet/accounts'
import { ABI } from '@/lib/audit/adapters/world-grants/context'
import { FIELD_ORDER } from '@/lib/audit/field'
import { type AdapterChain, addressOf, type Deployed, findingsOf, startAdapterChain } from './adapter-chain'

/** 1 July 2024, 00:00 UTC. */
const GENESIS = 1_719_792_000
/** First seconds of the months from August 2024 on. */
const MONTHS = [0, 31, 61, 92, 122, 153].map((days) => 1_722_470_400 + days * 86_400)
const HOLDER = 20
const [ALICE, BOB, STRANGER] = [50, 51, 90]
const PROOF = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]
const AMOUNT = 6_180_000n

let chain: AdapterChain
let token: Deployed
let amounts: Deployed
beforeAll(async () => {
  chain = await startAdapterChain(GENESIS)
  token = await chain.deploy('MintingToken', addressOf(HOLDER), 10n ** 12n)
  amounts = await chain.deploy('GrantAmounts', AMOUNT)
})
afterAll(() => chain?.stop())

async function start(contract = 'GrantDrop') {
  const drop = await chain.deploy(contract, token.address, addressOf(HOLDER), amounts.address)
  await chain.block([token.call(HOLDER, 'approve', drop.address, 10n ** 12n)])
  const claim = (grant: bigint, who: number, nullifier: bigint) =>
    drop.call(STRANGER, 'claim', grant, addressOf(who), 77n, nullifier, PROOF)
  const verify = (period: bigint) =>
    chain.verify({ kind: 'world-grants', program: { address: drop.address }, period })
  return { drop, claim, verify }
}

/** Calldata of a claim, as it stands within another call. */
const claimData = (grant: bigint, who: number, nullifier: bigint) =>
  encodeFunctionData({
    abi: ABI,
    functionName: 'claim',
    args: [grant, addressOf(who), 77n, nullifier, [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]],
  })

// One month after the other: the chain's time goes on through the cases, three months each.
test('an honest grant passes, claimed in its month and in the next', async () => {
  const { claim, verify } = await start()
  await chain.block([claim(39n, ALICE, 1n)], MONTHS[0])
  await chain.block([claim(39n, BOB, 2n), claim(40n, ALICE, 3n)], MONTHS[1])
  await chain.block([claim(41n, ALICE, 4n)], MONTHS[2])
  const verified = await verify(39n)
  expect(findingsOf(verified)).toEqual({})
  expect(verified.facts.period.label).toBe('grant 39, August 2024 and September 2024')
  expect(verified.audit.payments.map(({ payee, amount }) => [payee, amount])).toEqual([
    [addressOf(ALICE), AMOUNT],
    [addressOf(BOB), AMOUNT],
  ])
  expect(verified.audit.checks.map(({ id, summary }) => [id, summary]).slice(0, 2)).toEqual([
    ['amount-exact', `2 claims of ${AMOUNT} wei each, as the grant has it, to the wei.`],
    ['nullifier-unique', '2 claims, each under a nullifier of its own and in the field.'],
  ])
  expect(verified.audit.checks.find(({ id }) => id === 'schedule')?.summary).toBe(
    '3 claims of any grant, each in a month of its grant.',
  )
  await expect(verify(40n)).rejects.toThrow(
    /^The period grant 40, September 2024 and October 2024 is not over: /,
  )
})

describe('a drop that checks nothing', () => {
  type Loose = Awaited<ReturnType<typeof start>>
  const cases: {
    fault: string
    act: (loose: Loose, grant: bigint) => Promise<unknown>
    found: (grant: bigint) => Record<string, string | RegExp>
  }[] = [
    {
      fault: 'a nullifier used twice',
      act: ({ claim }, grant) => chain.block([claim(grant, BOB, 1n)]),
      found: (grant) => ({
        'nullifier-unique': new RegExp(
          `^fail: claim of grant ${grant} by 0x\\w+: one payment under 1, made in transaction 0x\\w+ / paid again$`,
        ),
      }),
    },
    {
      fault: 'a nullifier at the field order',
      act: ({ claim }, grant) => chain.block([claim(grant, BOB, FIELD_ORDER)]),
      found: () => ({ 'nullifier-unique': new RegExp(`: below ${FIELD_ORDER} / ${FIELD_ORDER}$`) }),
    },
    {
      fault: 'another amount than the grant has',
      act: ({ drop }, grant) =>
        chain.block([
          drop.call(
            STRANGER,
            'claimAs',
            claimData(grant, BOB, 5n),
            grant,
            addressOf(BOB),
            addressOf(BOB),
            7n,
          ),
        ]),
      found: (grant) => ({
        'amount-exact': `fail: claim of grant ${grant} by ${addressOf(BOB)}: ${AMOUNT - (grant - 39n) * 1000n} / 7`,
      }),
    },
    {
      fault: 'another payee than the event and the proof name',
      act: ({ drop }, grant) =>
        chain.block([
          drop.call(
            STRANGER,
            'claimAs',
            claimData(grant, BOB, 5n),
            grant,
            addressOf(BOB),
            addressOf(STRANGER),
            7n,
          ),
        ]),
      found: () => ({
        'event-transfer': new RegExp(
          `: a transfer to ${addressOf(BOB)} / transfer of 7 wei to ${addressOf(STRANGER)}$`,
        ),
      }),
    },
    {
      fault: 'another receiver than the proof signs',
      act: ({ drop }, grant) => {
        const due = AMOUNT - (grant - 39n) * 1000n
        return chain.block([
          drop.call(
            STRANGER,
            'claimAs',
            claimData(grant, BOB, 5n),
            grant,
            addressOf(STRANGER),
            addressOf(STRANGER),
            due,
          ),
        ])
      },
      found: () => ({ 'recipient-bound': new RegExp(`: ${addressOf(BOB)} / ${addressOf(STRANGER)}$`) }),
    },
    {
      fault: 'a payment without a proof',
      act: ({ drop }, grant) => {
        const due = AMOUNT - (grant - 39n) * 1000n
        return chain.block([drop.call(STRANGER, 'claimAs', '0x', grant, addressOf(BOB), addressOf(BOB), due)])
      },
      found: () => ({
        'nullifier-unique': /a call of claim \/ a call that holds no claim$/,
        'scope-bound': /a call of claim \/ a call that holds no claim$/,
        'recipient-bound': /a call of claim \/ a call that holds no claim$/,
      }),
    },
    {
      fault: 'a grant that is not of this month',
      act: ({ claim }, grant) => chain.block([claim(grant + 5n, BOB, 9n)]),
      found: (grant) => ({
        schedule: new RegExp(
          `^fail: claim of grant ${grant + 5n} by .*: grant ${grant} / grant ${grant + 5n} at \\d+$|: grant ${grant - 1n} or ${grant} / `,
        ),
      }),
    },
    {
      fault: 'a payment beside the drop',
      act: () => chain.block([token.call(HOLDER, 'transfer', addressOf(STRANGER), 3n)]),
      found: () => ({
        'out-of-band': `fail: transfer out of the holder: a claim of a grant / 3 wei to ${addressOf(STRANGER)}`,
      }),
    },
    {
      fault: 'another grant contract, in silence',
      act: async ({ drop }) => {
        const more = await chain.deploy('GrantAmounts', 9_000_000n)
        await chain.block([drop.call(STRANGER, 'changeGrantInSilence', more.address)])
      },
      found: () => ({ 'parameters-logged': /^fail: grant: 0x\w+ \(no event tells of a change\) \/ 0x\w+$/ }),
    },
  ]
  // The honest drop above pays from the same holder until October 2024.
  let month = 3
  test.each(cases)('is found: $fault', async ({ act, found }) => {
    // Grant 39 + n opens in month n; each case takes three months of the calendar.
    const at = (offset: number) => Date.UTC(2024, 7 + month + offset, 1) / 1000
    const grant = 39n + BigInt(month)
    const loose = await start('LooseGrantDrop')
    await chain.block([loose.claim(grant, ALICE, 1n)], at(0) + 60)
    await act(loose, grant)
    await chain.block([], at(2) + 60)
    month += 3
    const findings = findingsOf(await loose.verify(grant))
    expect(Object.keys(findings).sort()).toEqual(Object.keys(found(grant)).sort())
    for (const [id, text] of Object.entries(found(grant))) expect(findings[id]).toMatch(text)
  })

  test('a grant contract changed with its event pays what the new one has', async () => {
    const at = (offset: number) => Date.UTC(2024, 7 + month + offset, 1) / 1000
    const grant = 39n + BigInt(month)
    const { drop, claim, verify } = await start()
    const more = await chain.deploy('GrantAmounts', 9_000_000n)
    await chain.block([claim(grant, ALICE, 1n)], at(0) + 60)
    await chain.block([drop.call(DEPLOYER, 'setGrant', more.address), claim(grant, BOB, 2n)])
    await chain.block([], at(2) + 60)
    const verified = await verify(grant)
    expect(findingsOf(verified)).toEqual({})
    expect(verified.audit.payments.map(({ amount }) => amount)).toEqual([
      AMOUNT - (grant - 39n) * 1000n,
      9_000_000n - (grant - 39n) * 1000n,
    ])
  })
})

test('one sentence for a grant that there is none of', async () => {
  const { verify } = await start()
  await expect(verify(38n)).rejects.toThrow('Name a grant from 39 to 88 with --period.')
})
