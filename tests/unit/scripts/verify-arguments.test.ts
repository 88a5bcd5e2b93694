import { expect, test } from 'vitest'
import { readArguments } from '@/scripts/verify/arguments'

const PROGRAM = `0x${'Ab'.repeat(20)}`
const program = `0x${'ab'.repeat(20)}`
const base = ['--rpc', 'http://127.0.0.1:1', '--program', PROGRAM]

test('an epoch of the reference program, or a period of any other kind', () => {
  expect(readArguments([...base, '--epoch', '3', '--report', 'a.json'])).toEqual({
    of: 'epoch',
    rpcUrl: 'http://127.0.0.1:1',
    program,
    epoch: 3n,
    report: 'a.json',
    write: undefined,
  })
  expect(
    readArguments([...base, '--kind', 'erc20-treasury', '--period', '202601', '--part', `token=${PROGRAM}`]),
  ).toMatchObject({ of: 'period', kind: 'erc20-treasury', period: 202601n, parts: { token: program } })
  expect(
    readArguments([...base, '--kind', 'merkle-distributor', '--list', 'l.csv', '--link', '9000']),
  ).toMatchObject({
    period: undefined,
    link: 9000n,
    upTo: undefined,
    program,
    list: 'l.csv',
    parts: {},
  })
})

test('a kind without an address stands for the one that is known on the chain', () => {
  expect(
    readArguments(['--rpc', 'http://127.0.0.1:1', '--kind', 'gooddollar-ubi', '--period', '7']),
  ).toMatchObject({
    of: 'period',
    program: undefined,
    period: 7n,
  })
  expect(() => readArguments(['--rpc', 'http://127.0.0.1:1', '--epoch', '7'])).toThrow(
    /^--program must be an address/,
  )
  expect(() => readArguments(['--rpc', 'http://127.0.0.1:1', '--kind', 'x', '--program', '0x12'])).toThrow(
    /^--program must be an address/,
  )
})

test.each([
  [base, /^--epoch must be a whole number\./],
  [[...base, '--epoch', '1', '--period', '2'], /^--period goes with a --kind that has periods\./],
  [[...base, '--kind', 'x', '--epoch', '1'], /^A program of kind x has no epochs: use --period\./],
  [[...base, '--kind', 'x', '--period', '1.5'], /^--period must be a whole number\./],
  [[...base, '--kind', 'x', '--link', '0'], /^--link must be a whole number, 1 at least\./],
  [[...base, '--epoch', '1', '--link', '9'], /^--link goes with a --kind that has periods\./],
  [[...base, '--kind', 'x', '--part', 'token'], /^--part must be NAME=ADDRESS/],
  [[...base, '--kind', 'x', '--lost', 'y'], /^Unknown option '--lost'/],
])('one sentence for %s', (args, sentence) => {
  expect(() => readArguments(args)).toThrow(sentence)
})
