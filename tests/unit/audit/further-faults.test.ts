import { encodeAbiParameters, stringToHex, toEventSelector } from 'viem'
import { describe, expect, test } from 'vitest'
import type { NoticeLog } from '@/lib/audit/facts'
import { NOTICE_TOPICS } from '@/lib/audit/notices'
import type { Hex } from '@/lib/audit/types'
import { accountFor, addTransaction, evidence, failing } from './changed-story'
import {
  amountOf,
  auditOf,
  BUDGET,
  claim,
  eventOf,
  find,
  honestStory,
  PROGRAM,
  rowsOf,
  STRANGER,
  type Story,
  TREASURY,
} from './honest-epoch'

const uint = (value: bigint) => encodeAbiParameters([{ type: 'uint256' }], [value])
const word = (address: Hex): Hex => `0x${address.slice(2).padStart(64, '0')}`
const NOBODY: Hex = `0x${'00'.repeat(20)}`
const ZERO: Hex = `0x${'00'.repeat(32)}`

describe('out of turn', () => {
  const claimOf = (epoch: bigint) => (story: Story) => {
    addTransaction(story, 'other', claim(1, 13n))
    eventOf(story, 'other', 'Claimed').args.epoch = epoch
    // The program paid it, though not for this epoch.
    accountFor(story, amountOf(1))
    const close = eventOf(story, 'close', 'EpochClosed').args
    close.paid = BigInt(String(close.paid)) - amountOf(1)
  }

  test.each([1n, 3n, 99n])('a payment in the name of epoch %i', (epoch) => {
    expect(failing(claimOf(epoch))).toContain('schedule')
    expect(evidence('schedule', claimOf(epoch))?.map(({ subject, actual }) => [subject, actual])).toEqual([
      [`payment of epoch ${epoch}`, 'epoch 2 is open'],
    ])
  })

  test('a payment after the close of its epoch', () => {
    const change = (story: Story) => {
      addTransaction(story, 'late', claim(1, 13n), 'close')
      find(story, 'late').timestamp = 10_199n
      find(story, 'close').timestamp = 10_199n
    }
    expect(evidence('schedule', change)).toMatchObject([
      { subject: 'payment of epoch 2', expected: 'epoch 2 open', actual: 'closed before' },
    ])
  })

  test('a payment before the opening, in its block', () => {
    const change = (story: Story) => {
      const [taken] = story.transactions.splice(story.transactions.indexOf(find(story, 'claim 11')), 1)
      const at = story.transactions.indexOf(find(story, 'open'))
      if (taken) story.transactions.splice(at, 0, { ...taken, block: 20n, timestamp: 10_101n })
    }
    expect(failing(change)).toEqual(['schedule'])
    expect(evidence('schedule', change)?.map(({ actual }) => actual)).toEqual(['not opened yet'])
  })

  test('another epoch opened, and closed, beside the one that is open', () => {
    const beside = (story: Story) => {
      const { args } = eventOf(story, 'open', 'EpochOpened')
      addTransaction(story, 'beside', [{ event: 'EpochOpened', args: { ...args, epoch: 99n, budget: 0n } }])
      addTransaction(
        story,
        'beside closed',
        [{ event: 'EpochClosed', args: { epoch: 99n, paid: 0n, reclaimed: 0n } }],
        'beside',
      )
    }
    expect(failing(beside)).toEqual(['schedule'])
    expect(evidence('schedule', beside)?.map(({ subject, expected }) => [subject, expected])).toEqual([
      ['opening of epoch 99', 'close of epoch 2 first'],
      ['close of epoch 99', 'epoch 99 open'],
    ])
  })

  test('an epoch that was left out, and one that was never closed', () => {
    const leftOut = (story: Story) => {
      find(story, 'open 1').logs = []
      find(story, 'close 1').logs = []
      const { events } = rowsOf(story)
      story.rows = { events }
    }
    expect(evidence('schedule', leftOut)?.map(({ actual }) => actual)).toEqual(['never opened'])
    const unclosed = (story: Story) => {
      find(story, 'close 1').logs = []
    }
    expect(evidence('schedule', unclosed)?.map(({ actual }) => actual)).toContain('never closed')
  })

  test('an epoch that the state counts and no event tells of', () => {
    const change = (story: Story) => {
      story.answers.push(['lastEpoch', uint(3n)])
    }
    expect(failing(change)).toEqual(['schedule'])
    const story = honestStory()
    story.answers.push(['lastEpoch', uint(2n)])
    expect(auditOf(story).verdict).toBe('pass')
  })
})

describe('parameters', () => {
  const changed = (operation: Hex, oldValue: Hex, newValue: Hex) => ({
    event: 'ParameterChanged' as const,
    args: { operation, parameter: stringToHex('cap', { size: 32 }), oldValue, newValue },
  })

  test('a change that passes for a first value', () => {
    const change = (story: Story) => addTransaction(story, 'first', [changed(ZERO, '0x', uint(5n))])
    expect(failing(change)).toEqual(['parameters-logged', 'timelock'])
  })

  test('a change that is carried out twice', () => {
    const operation: Hex = `0x${'77'.repeat(32)}`
    const parameter = stringToHex('cap', { size: 32 })
    const change = (story: Story) => {
      addTransaction(story, 'schedule', [
        {
          event: 'ParameterScheduled',
          args: { operation, parameter, value: uint(5n), executableAt: 10_165n },
        },
      ])
      addTransaction(story, 'execute', [changed(operation, uint(200_000n), uint(5n))], 'schedule')
      addTransaction(story, 'again', [changed(operation, uint(5n), uint(5n))], 'execute')
      for (const name of ['execute', 'again']) find(story, name).timestamp = 10_165n
    }
    expect(failing(change)).toEqual(['timelock'])
    expect(evidence('timelock', change)?.map(({ actual }) => actual)).toEqual(['carried out again'])
  })

  test('a region table in the state that no event set', () => {
    const change = (story: Story) => {
      story.answers.push(['digest:regions', uint(7n)])
    }
    expect(failing(change)).toEqual(['inputs-committed'])
    expect(evidence('inputs-committed', change)?.map(({ subject }) => subject)).toEqual([
      'hash of the published table in the state',
    ])
  })

  test('a region said to be merged into another than its parent, or with other members', () => {
    for (const [key, value] of [
      ['into', 1],
      ['active', 0n],
    ] as const) {
      const change = (story: Story) => {
        eventOf(story, 'open', 'RegionMerged').args[key] = value
      }
      expect(failing(change)).toEqual(['inputs-committed'])
      expect(evidence('inputs-committed', change)?.map(({ subject }) => subject)).toEqual(['region 3'])
    }
  })
})

describe('powers and contracts', () => {
  test('are told of by events of known signatures', () => {
    expect(NOTICE_TOPICS).toEqual({
      approval: toEventSelector('Approval(address,address,uint256)'),
      ownership: toEventSelector('OwnershipTransferred(address,address)'),
      paused: toEventSelector('Paused(address)'),
      upgraded: toEventSelector('Upgraded(address)'),
      admin: toEventSelector('AdminChanged(address,address)'),
      beacon: toEventSelector('BeaconUpgraded(address)'),
    })
  })

  const notice = (contract: Hex, topics: Hex[], data: Hex = '0x'): NoticeLog => ({
    contract,
    blockNumber: 30n,
    logIndex: 0,
    transactionIndex: 0,
    transactionHash: ZERO,
    topics,
    data,
  })
  const told = (made: (program: ReturnType<typeof rowsOf>['program']) => NoticeLog) => (story: Story) => {
    story.rows = { ...story.rows, notices: [made(rowsOf(story).program)] }
  }

  test('an owner, or the founder, who is another after the epoch', () => {
    for (const id of ['owner:verifier', 'founder']) {
      const change = (story: Story) => {
        story.answers.push([id, uint(7n)])
      }
      expect(failing(change)).toEqual(['powers'])
    }
  })

  test('an owner who was another in between', () => {
    const change = told(({ verifier }) =>
      notice(verifier, [NOTICE_TOPICS.ownership, word(STRANGER), word(TREASURY)]),
    )
    expect(failing(change)).toEqual(['powers'])
    expect(evidence('powers', change)).toMatchObject([
      { subject: 'owner of the verifier', actual: `given to ${TREASURY}` },
    ])
  })

  test('a contract that is paused, or was', () => {
    expect(failing((story) => story.answers.push(['paused:program', uint(1n)]))).toEqual(['powers'])
    expect(failing(told(({ token }) => notice(token, [NOTICE_TOPICS.paused], word(STRANGER))))).toEqual([
      'powers',
    ])
    const story = honestStory()
    story.answers.push(['paused:program', uint(0n)])
    expect(auditOf(story).verdict).toBe('pass')
  })

  test('a treasury that lets a stranger spend; not its taking back, and not what others allow', () => {
    const approval = (holder: Hex, value: bigint) =>
      told(({ token }) => notice(token, [NOTICE_TOPICS.approval, word(holder), word(STRANGER)], uint(value)))
    expect(failing(approval(TREASURY, 5n))).toEqual(['powers'])
    expect(evidence('powers', approval(PROGRAM, 5n))).toMatchObject([
      { subject: 'approval by the program', actual: `${STRANGER} may spend 5 wei` },
    ])
    const story = honestStory()
    approval(TREASURY, 0n)(story)
    expect(auditOf(story).verdict).toBe('pass')
  })

  test('an upgrade that was taken back before the close', () => {
    const change = told(({ treasury }) => notice(treasury, [NOTICE_TOPICS.upgraded, word(STRANGER)]))
    expect(failing(change)).toEqual(['upgrades'])
    expect(evidence('upgrades', change)).toMatchObject([
      { subject: 'treasury', actual: `upgraded to ${STRANGER}` },
    ])
  })

  test('a program that names another verifier, treasury or token', () => {
    for (const name of ['verifier', 'treasury', 'token']) {
      const change = (story: Story) => {
        story.answers.push([`named:${name}`, word(STRANGER)])
      }
      expect(failing(change)).toEqual(['upgrades'])
    }
  })

  test('an event of the program that nobody understands', () => {
    const change = (story: Story) =>
      addTransaction(story, 'odd', [{ event: 'Unrecognised', args: { topics: [uint(9n)], data: '0x1234' } }])
    expect(failing(change)).toEqual(['completeness'])
    expect(evidence('completeness', change)).toMatchObject([
      { subject: 'event of the program', actual: `topics ${uint(9n)}; 2 bytes of data` },
    ])
  })

  test('a mint to the treasury, or to the program', () => {
    for (const to of [TREASURY, PROGRAM]) {
      const change = (story: Story) => {
        addTransaction(story, 'mint', [{ from: NOBODY, to, amount: 9n }])
        story.answers.push(['supply', uint(10_000_009n)])
      }
      expect(failing(change)).toEqual(['supply'])
    }
    expect(BUDGET).toBeGreaterThan(9n)
  })
})
