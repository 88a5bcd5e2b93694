import { expect, it } from 'vitest'
import { parameterChanges, valueWords } from '@/components/payouts/parameter-changes'
import { parsePosition } from '@/components/payouts/parse'
import type { ProgramEvent } from '@/lib/db/read/program-events'

const cap = `0x636170${'00'.repeat(29)}`
const word = (digit: string): `0x${string}` => `0x${digit.padStart(64, '0')}`
const event = (name: string, blockNumber: bigint, args: unknown): ProgramEvent => ({
  blockNumber,
  logIndex: 0,
  timestamp: blockNumber * 2n,
  transactionHash: word('1'),
  sender: '0xaa',
  emitter: '0xbb',
  event: name,
  epoch: undefined,
  args,
})
const first = event('ParameterChanged', 1n, {
  operation: word('0'),
  parameter: cap,
  oldValue: '0x',
  newValue: word('5'),
})
const scheduled = event('ParameterScheduled', 4n, {
  operation: word('9'),
  parameter: cap,
  value: word('a'),
  executableAt: '20',
})
const changed = event('ParameterChanged', 11n, {
  operation: word('9'),
  parameter: cap,
  oldValue: word('5'),
  newValue: word('a'),
})

it('joins an announcement with its change, newest first', () => {
  const changes = parameterChanges([changed, scheduled, first])
  expect(
    changes.map((one) => [
      one.parameter,
      one.oldValue,
      one.newValue,
      one.executableAt,
      one.changed?.blockNumber,
    ]),
  ).toEqual([
    ['cap', word('5'), word('a'), 20n, 11n],
    ['cap', '0x', word('5'), undefined, 1n],
  ])
})

it('does not join a change with an announcement of another value', () => {
  const other = event('ParameterChanged', 11n, {
    operation: word('9'),
    parameter: cap,
    oldValue: word('5'),
    newValue: word('b'),
  })
  const changes = parameterChanges([other, scheduled])
  expect(changes.map((one) => [one.scheduled !== undefined, one.changed !== undefined])).toEqual([
    [false, true],
    [true, false],
  ])
})

it('leaves out what it cannot read', () => {
  expect(parameterChanges([event('ParameterChanged', 1n, { operation: 7 })])).toEqual([])
})

it('words values', () => {
  expect(valueWords('cap', word('ff'))).toEqual({ integer: 255n })
  expect(valueWords('cap', '0x')).toEqual({ text: 'none' })
  expect(valueWords('governor', word('ab'))).toEqual({ text: `0x${'ab'.padStart(40, '0')}` })
})

it('reads a position', () => {
  expect(parsePosition('12.3')).toEqual({ blockNumber: 12n, logIndex: 3 })
  expect(parsePosition('12')).toBeUndefined()
  expect(parsePosition('12.3.4')).toBeUndefined()
  expect(parsePosition(['12.3'])).toBeUndefined()
})
