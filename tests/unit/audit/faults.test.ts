import { encodeAbiParameters, stringToHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { PUBLISHED_TABLE } from '@/lib/audit/adapters/personhood-pay-abi'
import { FIELD_ORDER, scopeOf } from '@/lib/audit/field'
import type { Hex } from '@/lib/audit/types'
import {
  amountOf,
  auditOf,
  BUDGET,
  claim,
  type EventSpec,
  eventOf,
  find,
  honestStory,
  nullifier,
  PROGRAM,
  payee,
  rootOf,
  STRANGER,
  type Story,
  staleRoot,
  statedBy,
  TREASURY,
  transferOf,
} from './honest-epoch'

const uint = (value: bigint) => encodeAbiParameters([{ type: 'uint256' }], [value])

/** Ids of the checks that fail once the story is changed. */
function failing(change: (story: Story) => void): string[] {
  const story = honestStory()
  change(story)
  const result = auditOf(story)
  expect(result.verdict).toBe('fail')
  return result.checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
}

/** The evidence of one check once the story is changed. */
function evidence(id: string, change: (story: Story) => void) {
  const story = honestStory()
  change(story)
  return auditOf(story).checks.find((check) => check.id === id)?.evidence
}

/** The program pays `more` more in total than the story has it, and accounts for it. */
function accountFor(story: Story, more: bigint) {
  const close = eventOf(story, 'close', 'EpochClosed').args
  close.paid = BigInt(String(close.paid)) + more
  close.reclaimed = BigInt(String(close.reclaimed)) - more
  transferOf(story, 'close').amount -= more
}

function payOneMore(story: Story) {
  eventOf(story, 'claim 12', 'Claimed').args.amount = amountOf(1) + 1n
  transferOf(story, 'claim 12').amount += 1n
  accountFor(story, 1n)
}

function addTransaction(
  story: Story,
  name: string,
  logs: Story['transactions'][number]['logs'],
  after = 'claim 12',
) {
  const { block, timestamp } = find(story, after)
  story.transactions.splice(story.transactions.indexOf(find(story, after)) + 1, 0, {
    block,
    timestamp,
    name,
    logs,
  })
}

function setBalance(story: Story, holder: Hex, blockNumber: bigint, balance: bigint) {
  story.balances = story.balances.filter((row) => row.holder !== holder || row.blockNumber !== blockNumber)
  story.balances.push({ holder, blockNumber, balance })
}

describe('a fault is found by its check', () => {
  test('one payment of 1 wei more', () => {
    expect(failing(payOneMore)).toEqual(['amount-exact', 'region-policy'])
    expect(evidence('amount-exact', payOneMore)).toEqual([
      {
        subject: 'payment in region 1',
        blockNumber: 22n,
        transactionHash: `0x${'636c61696d203132'.padEnd(64, '0')}`,
        logIndex: 0,
        expected: '167504',
        actual: '167505',
        unit: 'wei',
      },
    ])
  })

  test('a double claim', () => {
    const change = (story: Story) => {
      addTransaction(story, 'again', claim(1, 12n))
      accountFor(story, amountOf(1))
    }
    // 297491 wei are left for the 367504 wei that persons 13 and 22 may still claim
    expect(failing(change)).toEqual(['nullifier-unique', 'solvency'])
    expect(evidence('nullifier-unique', change)?.map(({ logIndex }) => logIndex)).toEqual([2])
  })

  test('a nullifier outside the field', () => {
    const change = (story: Story) => {
      eventOf(story, 'claim 12', 'Claimed').args.nullifier = nullifier(12n) + FIELD_ORDER
    }
    expect(failing(change)).toEqual(['nullifier-unique', 'proof-valid'])
  })

  test("a proof made for another epoch's scope", () => {
    const change = (story: Story) => {
      const claimed = eventOf(story, 'claim 12', 'Claimed')
      claimed.args.nullifier = nullifier(12n, 1n)
      claimed.proof = statedBy(claimed, { scope: scopeOf(PROGRAM, 1n) })
    }
    expect(failing(change)).toEqual(['scope-bound'])
    expect(evidence('scope-bound', change)).toMatchObject([
      { expected: `scope ${scopeOf(PROGRAM, 2n)}`, actual: `scope ${scopeOf(PROGRAM, 1n)}` },
    ])
  })

  test('a proof that is for another recipient', () => {
    const change = (story: Story) => {
      const claimed = eventOf(story, 'claim 12', 'Claimed')
      claimed.proof = statedBy(claimed, { recipient: STRANGER })
    }
    expect(failing(change)).toEqual(['recipient-bound'])
    expect(evidence('recipient-bound', change)).toMatchObject([
      { expected: `message ${payee(12n)}, the payee`, actual: `message ${STRANGER}` },
    ])
  })

  test('a proof of another nullifier than the one that is marked', () => {
    const change = (story: Story) => {
      const claimed = eventOf(story, 'claim 12', 'Claimed')
      claimed.proof = statedBy(claimed, { nullifier: nullifier(13n) })
    }
    expect(failing(change)).toEqual(['proof-valid'])
  })

  test('a proof that does not verify', () => {
    const change = (story: Story) => {
      const { proof } = eventOf(story, 'claim 12', 'Claimed')
      if (proof) proof.refusal = 'the pairing equation does not hold'
    }
    expect(failing(change)).toEqual(['proof-valid'])
    expect(evidence('proof-valid', change)).toMatchObject([
      { expected: 'a proof that verifies', actual: 'the pairing equation does not hold' },
    ])
  })

  test('a payment without a proof: what only proofs show is then not known', () => {
    const change = (story: Story) => {
      eventOf(story, 'claim 12', 'Claimed').proof = { source: 'none' }
    }
    expect(failing(change)).toEqual(['proof-valid'])
    const story = honestStory()
    change(story)
    const unknown = auditOf(story).checks.filter(({ verdict }) => verdict === 'indeterminate')
    expect(unknown.map(({ id }) => id)).toEqual([
      'scope-bound',
      'recipient-bound',
      'eligible',
      'revoked-unpaid',
    ])
  })

  test('a stale-root claim of a removed person', () => {
    const change = (story: Story) => {
      const logs = claim(1, 14n)
      addTransaction(story, 'stale', logs)
      const claimed = eventOf(story, 'stale', 'Claimed')
      claimed.args.root = staleRoot()
      claimed.proof = statedBy(claimed, { root: staleRoot() })
      accountFor(story, amountOf(1))
    }
    expect(failing(change)).toEqual(['eligible', 'revoked-unpaid'])
    expect(evidence('revoked-unpaid', change)?.map(({ actual }) => actual)).toEqual([
      'an earlier root with 1 removed member, among them commitment 14',
    ])
  })

  test('a claim in a region of which the person is no member, whatever root the event names', () => {
    const change = (story: Story) => {
      addTransaction(story, 'elsewhere', claim(1, 22n))
      const claimed = eventOf(story, 'elsewhere', 'Claimed')
      claimed.proof = statedBy(claimed, { root: rootOf(2) })
      accountFor(story, amountOf(1))
    }
    expect(failing(change)).toEqual(['eligible'])
    expect(evidence('eligible', change)).toMatchObject([
      { expected: `root ${rootOf(1)}`, actual: `root ${rootOf(2)}` },
    ])
  })

  test('an inflated count of members', () => {
    const change = (story: Story) => {
      const snapshot = find(story, 'open').logs.find(
        (log): log is EventSpec => 'event' in log && log.event === 'RegionSnapshot' && log.args.region === 2,
      )
      if (snapshot) snapshot.args.active = 3n
    }
    expect(failing(change)).toContain('eligible')
  })

  test('a payee other than the one in the event', () => {
    const change = (story: Story) => {
      transferOf(story, 'claim 12').to = STRANGER
    }
    expect(failing(change)).toEqual(['event-transfer'])
    expect(evidence('event-transfer', change)?.[0]).toMatchObject({
      expected: `transfer of 167504 wei to ${payee(12n)}`,
      actual: `transfer of 167504 wei to ${STRANGER}`,
    })
  })

  test('one transfer does not answer for two payments', () => {
    const change = (story: Story) => {
      const logs = find(story, 'claim 12').logs
      logs.splice(1, 1)
      find(story, 'claim 11').logs.push(...logs)
      story.transactions.splice(story.transactions.indexOf(find(story, 'claim 12')), 1)
      setBalance(story, PROGRAM, 70n, amountOf(1))
    }
    expect(failing(change)).toEqual(['event-transfer', 'conservation'])
  })

  test('an out-of-band batch', () => {
    const change = (story: Story) => {
      addTransaction(story, 'batch', [
        { from: TREASURY, to: STRANGER, amount: 5n },
        { from: TREASURY, to: payee(11n), amount: 6n },
      ])
    }
    expect(failing(change)).toEqual(['out-of-band'])
    expect(evidence('out-of-band', change)?.map(({ actual }) => actual)).toEqual([
      `5 wei to ${STRANGER}`,
      `6 wei to ${payee(11n)}`,
    ])
  })

  test('an outflow between two epochs', () => {
    const change = (story: Story) => {
      find(story, 'close 1').block = 18n
      addTransaction(story, 'between', [{ from: TREASURY, to: STRANGER, amount: 5n }], 'close 1')
      find(story, 'between').block = 19n
    }
    expect(failing(change)).toEqual(['out-of-band'])
  })

  test('a withdrawal without an event', () => {
    const change = (story: Story) => {
      addTransaction(story, 'withdrawal', [{ from: PROGRAM, to: STRANGER, amount: 400_000n }])
      find(story, 'close').logs.pop()
      setBalance(story, PROGRAM, 70n, BUDGET - 535_008n - 400_000n)
    }
    expect(failing(change)).toEqual(['conservation', 'solvency', 'out-of-band', 'expiry'])
  })

  test('a balance that moved without a transfer', () => {
    expect(failing((story) => setBalance(story, PROGRAM, 70n, 1n))).toEqual(['conservation', 'balance-recon'])
  })

  test('a gift from a stranger is no finding', () => {
    const story = honestStory()
    addTransaction(story, 'gift', [{ from: STRANGER, to: PROGRAM, amount: 9n }])
    setBalance(story, PROGRAM, 70n, 9n)
    expect(auditOf(story).verdict).toBe('pass')
  })

  test('a total that the close misstates', () => {
    const change = (story: Story) => {
      const close = eventOf(story, 'close', 'EpochClosed').args
      close.paid = BigInt(String(close.paid)) - 1n
    }
    expect(failing(change)).toEqual(['remainder', 'conservation'])
  })

  test('a missing funding', () => {
    const change = (story: Story) => {
      find(story, 'open').logs.pop()
      setBalance(story, PROGRAM, 19n, 2n * BUDGET)
    }
    expect(failing(change)).toEqual(['solvency'])
  })

  test('an early reclaim', () => {
    expect(failing((story) => Object.assign(find(story, 'close'), { timestamp: 10_199n }))).toEqual([
      'expiry',
    ])
  })

  test('what was not claimed returns twice', () => {
    const change = (story: Story) => {
      const again = structuredClone(find(story, 'close').logs)
      addTransaction(story, 'close again', again, 'close')
      setBalance(story, PROGRAM, 19n, BUDGET + 464_995n)
    }
    expect(failing(change)).toEqual(['expiry'])
  })

  test('a late epoch, an early one, and one at other times than scheduled', () => {
    const openAt = (timestamp: bigint) => (story: Story) => {
      find(story, 'close 1').timestamp = timestamp
      find(story, 'open').timestamp = timestamp
    }
    expect(failing(openAt(10_126n))).toEqual(['schedule'])
    expect(failing(openAt(10_099n))).toEqual(['schedule'])
    const extended = (story: Story) => {
      eventOf(story, 'open', 'EpochOpened').args.closesAt = 10_201n
    }
    expect(failing(extended)).toEqual(['schedule'])
    expect(evidence('schedule', extended)?.map(({ subject }) => subject)).toEqual(['announced end'])
  })

  test('a payment after the end', () => {
    expect(failing((story) => Object.assign(find(story, 'claim 12'), { timestamp: 10_200n }))).toEqual([
      'schedule',
    ])
  })

  test('a swapped region table', () => {
    const change = (story: Story) => {
      addTransaction(
        story,
        'swap',
        [
          {
            event: 'ParameterChanged',
            args: {
              operation: `0x${'00'.repeat(32)}`,
              parameter: stringToHex('regions', { size: 32 }),
              oldValue: '0x',
              newValue: encodeAbiParameters(PUBLISHED_TABLE, [
                [
                  { region: 1, name: 'North', population: 701n, need: 5000, geography: 10_000 },
                  { region: 2, name: 'South', population: 350n, need: 9000, geography: 11_000 },
                ],
                [0, 0],
              ]),
            },
          },
        ],
        'removal',
      )
    }
    expect(failing(change)).toEqual(['inputs-committed'])
    expect(evidence('inputs-committed', change)).toMatchObject([
      {
        subject: 'region 1',
        expected: 'North: population 701, need 5000, geography 10000',
        actual: 'North: population 700, need 5000, geography 10000',
      },
      { subject: 'region 3', expected: 'not in the published table' },
    ])
  })

  test('a table other than the one committed to', () => {
    const change = (story: Story) => {
      eventOf(story, 'open', 'EpochOpened').args.tableHash = `0x${'11'.repeat(32)}`
    }
    expect(failing(change)).toEqual(['inputs-committed'])
  })

  test('a silent change of a parameter', () => {
    const change = (story: Story) => {
      eventOf(story, 'creation', 'ParameterChanged')
      const cap = find(story, 'creation').logs[2]
      if (cap && 'event' in cap) cap.args.newValue = uint(199_999n)
    }
    expect(failing(change)).toEqual(['parameters-logged'])
  })

  const announced = (executableAt: bigint, executed: bigint) => (story: Story) => {
    const args = { operation: `0x${'77'.repeat(32)}`, parameter: stringToHex('cap', { size: 32 }) }
    const scheduled = { ...args, value: uint(5n), executableAt }
    const changed = { ...args, oldValue: uint(200_000n), newValue: uint(5n) }
    addTransaction(story, 'schedule', [{ event: 'ParameterScheduled', args: scheduled }])
    addTransaction(story, 'execute', [{ event: 'ParameterChanged', args: changed }], 'schedule')
    find(story, 'execute').timestamp = executed
  }

  test('a bypassed timelock', () => {
    const unannounced = (story: Story) => {
      announced(10_165n, 10_165n)(story)
      find(story, 'schedule').logs = []
    }
    expect(failing(unannounced)).toEqual(['timelock'])
    expect(failing(announced(10_164n, 10_165n))).toEqual(['timelock'])
    expect(failing(announced(10_165n, 10_164n))).toEqual(['timelock'])
    const story = honestStory()
    announced(10_165n, 10_165n)(story)
    expect(auditOf(story).verdict).toBe('pass')
  })

  test('a parameter in the state that no event set', () => {
    const change = (story: Story) => {
      story.answers.push(['parameter:cap', uint(1n)])
    }
    expect(failing(change)).toEqual(['parameters-logged'])
  })

  test('a contract, or what a proxy leads to, that was exchanged', () => {
    for (const id of ['code:treasury', 'implementation:verifier', 'admin:token', 'beacon:program']) {
      const change = (story: Story) => {
        story.answers.push([id, uint(7n)])
      }
      expect(failing(change)).toEqual(['upgrades'])
      expect(evidence('upgrades', change)?.map(({ subject, actual }) => [subject, actual])).toEqual([
        [id, uint(7n)],
      ])
    }
  })

  test('a treasury that gives out to another program', () => {
    expect(failing((story) => story.answers.push(['appointed', uint(7n)]))).toEqual(['powers'])
  })

  test('a supply that grew without a mint, and one with it', () => {
    const grown = (story: Story) => {
      story.answers.push(['supply', uint(10_000_009n)])
    }
    expect(failing(grown)).toEqual(['supply'])
    const story = honestStory()
    grown(story)
    addTransaction(story, 'mint', [{ from: `0x${'00'.repeat(20)}`, to: STRANGER, amount: 9n }])
    expect(auditOf(story).verdict).toBe('pass')
  })

  test('a block that was not read, or is not the child of the one before', () => {
    const first = { number: 19n, hash: uint(0n), timestamp: 10_099n }
    const change = (held: bigint, unlinked: bigint[]) => (story: Story) => {
      story.rows = { range: { first, held, unlinked } }
    }
    expect(failing(change(51n, []))).toEqual(['completeness'])
    expect(failing(change(52n, [33n]))).toEqual(['completeness'])
    expect(evidence('completeness', change(52n, [33n]))?.map(({ blockNumber }) => blockNumber)).toEqual([33n])
  })

  test('more paid than the budget', () => {
    const change = (story: Story) => {
      for (let i = 0; i < 4; i++) addTransaction(story, `again ${i}`, claim(1, 12n))
    }
    expect(failing(change)).toEqual([
      'region-policy',
      'budget-cap',
      'nullifier-unique',
      'conservation',
      'solvency',
    ])
  })
})

test('evidence is limited, the number of deviations is not', () => {
  const story = honestStory()
  for (let i = 0; i < 150; i++)
    addTransaction(story, `side door ${i}`, [{ from: TREASURY, to: STRANGER, amount: 1n }])
  const check = auditOf(story).checks.find(({ id }) => id === 'out-of-band')
  expect([check?.deviations, check?.evidence.length]).toEqual([150, 100])
})
