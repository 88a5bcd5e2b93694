import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { callsMade, moduleCalls } from '@/lib/chain/module-calls'
import { hasMainnet, MAINNET } from '@/tests/mainnet'

const address = (digit: string) => `0x${digit.repeat(40)}`
const [user, pool, token, library] = ['1', 'a', 'b', 'c'].map((digit) => address(digit))

/** The user calls the pool, which reads the token, runs a library that moves the token, and fails once. */
const frame = {
  type: 'CALL',
  from: user,
  to: pool,
  gasUsed: '0xffffff',
  value: '0x5',
  calls: [
    { type: 'STATICCALL', from: pool, to: token, gasUsed: '0x64', calls: [] },
    {
      type: 'DELEGATECALL',
      from: pool,
      to: library,
      gasUsed: '0x3e8',
      value: '0x5',
      calls: [
        { type: 'CALL', from: pool, to: token, gasUsed: '0x12c', value: '0x2' },
        { type: 'STATICCALL', from: pool, to: `0x${'0'.repeat(39)}2`, gasUsed: '0x48' },
      ],
    },
    {
      type: 'CALL',
      from: pool,
      to: token,
      gasUsed: '0x1f4',
      error: 'execution reverted',
      calls: [{ type: 'CALL', from: token, to: user, gasUsed: '0xa', value: '0x7' }],
    },
  ],
}

describe('callsMade', () => {
  it('gives each message its own gas: what it runs by delegatecall or precompiled is its own too', () => {
    const [made] = callsMade([{ result: frame }], [30_000n], 'trace')
    expect(made).toEqual([
      // 30,000 by the receipt, without 100, 300 and 500 of its calls
      { from: user, to: pool, static: false, failed: false, gas: 29_100n, value: 5n },
      { from: pool, to: token, static: true, failed: false, gas: 100n, value: 0n },
      { from: pool, to: token, static: false, failed: false, gas: 300n, value: 2n },
      { from: pool, to: token, static: false, failed: true, gas: 490n, value: 0n },
      { from: token, to: user, static: false, failed: false, gas: 10n, value: 0n },
    ])
    expect(made?.reduce((sum, { gas }) => sum + gas, 0n)).toBe(30_000n)
  })

  it('counts a creation as a message, one that failed as one to nowhere', () => {
    const create = { type: 'CREATE2', from: user, to: pool, gasUsed: '0x0' }
    const [made, failed] = callsMade([create, { ...create, error: 'out of gas' }], [9n, 8n], 'trace')
    expect(made?.[0]?.to).toBe(pool)
    expect(failed?.[0]).toEqual({
      from: user,
      to: undefined,
      static: false,
      failed: true,
      gas: 8n,
      value: 0n,
    })
  })

  it('refuses what is no trace, in a sentence', () => {
    expect(() => callsMade([{ type: 'CALL', to: pool }], [1n], 'trace')).toThrow(
      'trace[0]: field from is missing',
    )
    expect(() => callsMade([{ ...frame, calls: [7] }], [1n], 'trace')).toThrow(
      'trace[0] calls[0]: expected an object, got 7',
    )
    expect(() => callsMade([frame, frame], [1n], 'trace')).toThrow(
      'trace: more call frames than transactions',
    )
  })
})

it('sums messages by the modules of both ends', () => {
  const [made = []] = callsMade([frame], [30_000n], 'trace')
  const owners = new Map([
    [user, 'transfer'],
    [pool, 'defi'],
    [token, 'pay'],
  ])
  expect(moduleCalls(made, (at) => owners.get(at) ?? 'unassigned', 'unassigned')).toEqual([
    { callerModule: 'defi', calleeModule: 'pay', calls: 3, staticCalls: 1, failed: 1, gas: 890n, value: 2n },
    {
      callerModule: 'pay',
      calleeModule: 'transfer',
      calls: 1,
      staticCalls: 0,
      failed: 0,
      gas: 10n,
      value: 0n,
    },
    {
      callerModule: 'transfer',
      calleeModule: 'defi',
      calls: 1,
      staticCalls: 0,
      failed: 0,
      gas: 29_100n,
      value: 5n,
    },
  ])
})

const read = (number: number, name: string): unknown =>
  JSON.parse(gunzipSync(readFileSync(`${MAINNET}/blocks/${number}/${name}.json.gz`)).toString())
const receipts = z.array(z.object({ gasUsed: z.string() }))

describe.skipIf(!hasMainnet)('recorded blocks of mainnet', () => {
  it.each([19_932_148, 13_287_210, 6_137_495])(
    '%i: the gas of all messages is the gas of the block',
    (number) => {
      const gas = receipts.parse(read(number, 'receipts')).map(({ gasUsed }) => BigInt(gasUsed))
      const made = callsMade(z.array(z.unknown()).parse(read(number, 'calls')), gas, 'calls')
      const total = moduleCalls(made.flat(), () => 'all', 'all')
      expect(total).toHaveLength(1)
      expect(total[0]?.gas).toBe(gas.reduce((sum, one) => sum + one, 0n))
    },
  )

  it('19932148 has the messages that a count of its frames gives', () => {
    const gas = receipts.parse(read(19_932_148, 'receipts')).map(({ gasUsed }) => BigInt(gasUsed))
    const made = callsMade(z.array(z.unknown()).parse(read(19_932_148, 'calls')), gas, 'calls').flat()
    expect(made.filter((call) => call.static)).toHaveLength(272)
    expect(made).toHaveLength(796)
    expect(made.filter(({ failed }) => failed)).toHaveLength(5)
  })
})
