import { describe, expect, test } from 'vitest'
import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'

// One transaction as each node tells it. The sender calls a contract, which reads slot 1, changes slot 2, clears slot 3,
// sets slot 4, pays 1 wei to an account that was not there, creates a contract and makes another destroy itself.

const address = (digit: string) => `0x${digit.repeat(40)}`
const sender = address('a')
const called = address('1')
const created = address('2')
const destroyed = address('3')
const payee = address('b')
const miner = address('f')
const word = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const slot = (n: number) => `s:${called}:${word(n)}`
const CODE = '0x60006000fd'
const CODE_HASH = toHex(keccak256(toBytes(CODE)))
const NO_CODE_HASH = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
const ZERO_HASH = word(0)
const HASH = `0x${'77'.repeat(32)}`

interface Told {
  plain: unknown
  diff: unknown
}

function accessSet({ plain, diff }: Told) {
  const [set] = accessSetsFromTraces({
    block: 7n,
    transactions: [{ hash: HASH, from: sender, to: called }],
    miner,
    plain: [plain],
    diff: [diff],
  })
  // Whether an account that was not there is in the plain trace differs between nodes, and so does this read.
  const reads = set?.reads.filter((key) => key !== `c:${payee}` && key !== `c:${created}`)
  return {
    reads: reads?.sort(),
    writes: set?.writes.sort(),
    credits: set?.credits,
    contracts: set?.contracts.sort(),
  }
}

const EXPECTED = {
  reads: [
    `b:${called}`,
    `b:${destroyed}`,
    `b:${sender}`,
    `c:${called}`,
    `c:${destroyed}`,
    `c:${sender}`,
    `c:${miner}`,
    `n:${called}`,
    `n:${created}`,
    `n:${destroyed}`,
    `n:${sender}`,
    slot(1),
    slot(2),
    slot(3),
    slot(4),
  ].sort(),
  writes: [
    `b:${called}`,
    `b:${destroyed}`,
    `b:${sender}`,
    `c:${created}`,
    `c:${destroyed}`,
    `n:${called}`,
    `n:${created}`,
    `n:${destroyed}`,
    `n:${sender}`,
    slot(2),
    slot(3),
    slot(4),
  ].sort(),
  credits: [`b:${payee}`],
  contracts: [called, created, destroyed],
}

/** What the nodes agree on, with code told in one of their ways. */
function told(code: object): Told {
  const before = {
    [sender]: { balance: '0x9', nonce: 4 },
    [called]: { balance: '0x5', nonce: 1, ...code },
    [destroyed]: { balance: '0x1', nonce: 1, ...code },
    [miner]: { balance: '0x0' },
  }
  return {
    plain: {
      ...before,
      [called]: {
        ...before[called],
        storage: { [word(1)]: word(1), [word(2)]: word(5), [word(3)]: word(7), [word(4)]: word(0) },
      },
    },
    diff: {
      post: {
        [sender]: { balance: '0x8', nonce: 5 },
        [called]: { balance: '0x4', nonce: 2, storage: { [word(2)]: word(6), [word(4)]: word(8) } },
        [payee]: { balance: '0x1' },
        [created]: { nonce: 1, ...code },
        [miner]: { balance: '0x1' },
      },
      pre: {
        ...before,
        [called]: { ...before[called], storage: { [word(2)]: word(5), [word(3)]: word(7) } },
      },
    },
  }
}

const wrapped = ({ plain, diff }: Told): Told => ({
  plain: { txHash: HASH, result: plain },
  diff: { txHash: HASH, result: diff },
})

/** The same JSON with every text changed by some rules. */
function rewritten({ plain, diff }: Told, ...rules: [RegExp, (...found: string[]) => string][]): Told {
  const apply = (value: unknown): unknown =>
    JSON.parse(rules.reduce((text, [pattern, by]) => text.replace(pattern, by), JSON.stringify(value)))
  return { plain: apply(plain), diff: apply(diff) }
}

describe('the same transaction as told by', () => {
  test('geth, with the hash of code and without code', () => {
    expect(accessSet(wrapped(told({ codeHash: CODE_HASH })))).toEqual(EXPECTED)
  })

  test('geth before 1.16.3, with code and without its hash', () => {
    expect(accessSet(wrapped(told({ code: CODE })))).toEqual(EXPECTED)
  })

  test('besu, with both', () => {
    expect(accessSet(wrapped(told({ code: CODE, codeHash: CODE_HASH })))).toEqual(EXPECTED)
  })

  test('reth and anvil, which list accounts that were not there', () => {
    const { plain, diff } = told({ code: CODE })
    const absent = { [payee]: { balance: '0x0' } }
    expect(
      accessSet({
        plain: { result: { ...Object(plain), ...absent, [created]: { balance: '0x0' } }, txHash: HASH },
        diff: { result: { post: Object(diff).post, pre: { ...Object(diff).pre, ...absent } }, txHash: HASH },
      }),
    ).toEqual(EXPECTED)
  })

  test('nethermind, with slots and values as short as they are, and nonces after as quantities', () => {
    const { plain, diff } = told({ code: CODE })
    const { pre, post } = Object(diff)
    const short: [RegExp, (...found: string[]) => string] = [
      /"0x0{50,}([0-9a-f]*)"/g,
      (_, digits = '') => `"0x${digits === '' ? '0' : digits.replace(/^0+(?=.)/, '')}"`,
    ]
    const quantities: [RegExp, (...found: string[]) => string] = [
      /"nonce":(\d+)/g,
      (_, digits = '') => `"nonce":"0x${digits}"`,
    ]
    const before = rewritten({ plain, diff: pre }, short)
    const after = rewritten({ plain, diff: post }, short, quantities)
    expect(
      accessSet({
        plain: { txHash: HASH, result: before.plain },
        diff: { txHash: HASH, result: { pre: before.diff, post: after.diff } },
      }),
    ).toEqual(EXPECTED)
  })

  test('a node that gives results as they are, or without their hash', () => {
    const bare = told({ codeHash: CODE_HASH })
    expect(accessSet(bare)).toEqual(EXPECTED)
    expect(accessSet({ plain: { result: bare.plain }, diff: { result: bare.diff } })).toEqual(EXPECTED)
  })

  test('a node that writes hexadecimal digits in upper case, hash included', () => {
    const upper = rewritten(wrapped(told({ codeHash: CODE_HASH })), [
      /"0x([0-9a-f]+)"/g,
      (_, digits = '') => `"0x${digits.toUpperCase()}"`,
    ])
    expect(accessSet(upper)).toEqual(EXPECTED)
  })

  test('a node that names everything: no code as "0x" and by its hash, cleared slots as zero, null for nothing', () => {
    const { plain, diff } = told({ code: CODE, codeHash: CODE_HASH })
    const { pre, post } = Object(diff)
    const none = { code: '0x', codeHash: NO_CODE_HASH, storage: null }
    const zero = { code: null, codeHash: ZERO_HASH, storage: {} }
    const withNone = (state: Record<string, object>) => ({
      ...state,
      [sender]: { ...none, ...state[sender] },
      [miner]: { ...zero, ...state[miner] },
    })
    const cleared = { ...post[called], storage: { ...post[called].storage, [word(3)]: '0x0' } }
    expect(
      accessSet(
        wrapped({
          plain: withNone(Object(plain)),
          diff: {
            pre: withNone(pre),
            post: { ...withNone(post), [called]: cleared, [payee]: { balance: '0x1', nonce: 0, ...none } },
          },
        }),
      ),
    ).toEqual(EXPECTED)
  })
})

describe('what differs between nodes', () => {
  const only = (result: unknown) => ({ txHash: HASH, result })
  const plainSender = { [sender]: { balance: '0x9', nonce: 4 } }

  test('a transaction that changed nothing may have null for both sides', () => {
    const set = accessSet({ plain: only(plainSender), diff: only({ pre: null, post: null }) })
    expect(set.writes).toEqual([`b:${sender}`, `n:${sender}`])
  })

  test('null after a state that is not empty is refused: everything would be destroyed', () => {
    expect(() => accessSet({ plain: only({}), diff: only({ pre: plainSender, post: null }) })).toThrow(
      `block 7, transaction 0 (${HASH}): diff.result.post is null though diff.result.pre names accounts`,
    )
  })

  test('a contract that was only called is one by its code alone, so code cannot be done without', () => {
    const set = (code: object) =>
      accessSet({
        plain: only({ ...plainSender, [called]: { balance: '0x0', nonce: 1, ...code } }),
        diff: only({ pre: {}, post: {} }),
      }).contracts
    expect(set({ code: CODE })).toEqual([called])
    expect(set({ codeHash: CODE_HASH })).toEqual([called])
    expect(set({ code: '0x' })).toEqual([])
    expect(set({ codeHash: NO_CODE_HASH })).toEqual([])
    expect(set({ codeHash: ZERO_HASH })).toEqual([])
    expect(set({})).toEqual([])
  })

  test('code told in two ways on the two sides has not changed', () => {
    const state = (code: object) => ({ ...plainSender, [called]: { balance: '0x1', nonce: 1, ...code } })
    const { writes } = accessSet({
      plain: only(state({ code: CODE })),
      diff: only({ pre: state({ code: CODE, codeHash: CODE_HASH }), post: state({ codeHash: CODE_HASH }) }),
    })
    expect(writes).not.toContain(`c:${called}`)
  })

  test('code beside the hash of other code is refused', () => {
    const state = { [called]: { code: CODE, codeHash: `0x${'ab'.repeat(32)}` } }
    expect(() => accessSet({ plain: only(state), diff: only({ pre: {}, post: {} }) })).toThrow(
      `block 7, transaction 0 (${HASH}): plain.result.${called}.codeHash is 0x${'ab'.repeat(32)}, but the code beside it hashes to ${CODE_HASH}`,
    )
  })
})
