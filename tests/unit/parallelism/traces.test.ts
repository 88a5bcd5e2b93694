import { describe, expect, test } from 'vitest'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'

const address = (digit: string) => `0x${digit.repeat(40)}`
const slot = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const word = slot
const sender = address('a')
const miner = address('f')
const token = address('1')
const other = address('2')
const CODE_HASH = `0x${'ab'.repeat(32)}`

interface States {
  plain: object
  pre: object
  post: object
}

function access({ plain, pre, post }: States, to: string | null = token, recipient = miner) {
  const [set] = accessSetsFromTraces({
    block: 7n,
    transactions: [{ hash: '0x01', from: sender, to }],
    miner: recipient,
    plain: [{ txHash: '0x01', result: plain }],
    diff: [{ txHash: '0x01', result: { pre, post } }],
  })
  return {
    reads: [...(set?.reads ?? [])].sort(),
    writes: [...(set?.writes ?? [])].sort(),
    credits: set?.credits,
    contracts: [...(set?.contracts ?? [])].sort(),
  }
}

const paid = {
  pre: { [sender]: { balance: '0x9', nonce: 4 } },
  post: { [sender]: { balance: '0x5', nonce: 5 } },
}

describe('the access set of a traced transaction', () => {
  test('a plain transfer: the sender is updated, the payee credited, the fee recipient left out', () => {
    expect(
      access(
        {
          plain: {
            [sender]: { balance: '0x9', nonce: 4 },
            [other]: { balance: '0x1' },
            [miner]: { balance: '0x2' },
          },
          pre: { ...paid.pre, [other]: { balance: '0x1' }, [miner]: { balance: '0x2' } },
          post: { ...paid.post, [other]: { balance: '0x3' }, [miner]: { balance: '0x4' } },
        },
        other,
      ),
    ).toEqual({
      reads: [`b:${sender}`, `c:${other}`, `c:${sender}`, `c:${miner}`, `n:${sender}`],
      writes: [`b:${sender}`, `n:${sender}`],
      credits: [`b:${other}`],
      contracts: [],
    })
  })

  test('a payee that did not exist is credited, and read by its code though the plain trace lacks it', () => {
    const set = access(
      { plain: {}, pre: paid.pre, post: { ...paid.post, [other]: { balance: '0x4' } } },
      other,
    )
    expect(set.credits).toEqual([`b:${other}`])
    expect(set.reads).toContain(`c:${other}`)
    expect(set.writes).toEqual([`b:${sender}`, `n:${sender}`])
  })

  test('slots: read, changed, set from zero and cleared', () => {
    const set = access({
      plain: {
        [token]: {
          codeHash: CODE_HASH,
          nonce: 1,
          storage: { [slot(1)]: word(1), [slot(2)]: word(2), [slot(4)]: word(4) },
        },
      },
      pre: {
        ...paid.pre,
        [token]: { codeHash: CODE_HASH, nonce: 1, storage: { [slot(2)]: word(2), [slot(4)]: word(4) } },
      },
      post: { ...paid.post, [token]: { storage: { [slot(2)]: word(9), [slot(3)]: word(3) } } },
    })
    expect(set.reads.filter((key) => key.startsWith('s:'))).toEqual(
      [1, 2, 3, 4].map((n) => `s:${token}:${slot(n)}`),
    )
    expect(set.writes.filter((key) => key.startsWith('s:'))).toEqual(
      [2, 3, 4].map((n) => `s:${token}:${slot(n)}`),
    )
    expect(set.writes).not.toContain(`c:${token}`)
    expect(set.writes).not.toContain(`n:${token}`)
    expect(set.contracts).toEqual([token])
  })

  test('slots are padded to 32 bytes and everything is lower-case', () => {
    const upper = `0x${'B'.repeat(40)}`
    const set = access({ plain: { [upper]: { balance: '0x0', storage: { '0xA': '0x1' } } }, ...paid }, null)
    expect(set.reads).toContain(`s:0x${'b'.repeat(40)}:${slot(10)}`)
    expect(set.contracts).toEqual([`0x${'b'.repeat(40)}`])
  })

  test('a destroyed account: every touched slot, nonce, code and the balance that fell', () => {
    const set = access({
      plain: { [token]: { balance: '0x5', nonce: 1, codeHash: CODE_HASH, storage: { [slot(1)]: word(1) } } },
      pre: { ...paid.pre, [token]: { balance: '0x5', nonce: 1, codeHash: CODE_HASH } },
      post: paid.post,
    })
    expect(set.writes).toEqual(
      [
        `b:${sender}`,
        `b:${token}`,
        `c:${token}`,
        `n:${sender}`,
        `n:${token}`,
        `s:${token}:${slot(1)}`,
      ].sort(),
    )
    expect(set.reads).toEqual(
      [...set.writes, `c:${token}`].filter((key, i, all) => all.indexOf(key) === i).sort(),
    )
    expect(set.contracts).toEqual([token])
  })

  test('a created contract: its nonce is updated, its code written without being read', () => {
    const set = access(
      { plain: {}, pre: paid.pre, post: { ...paid.post, [token]: { nonce: 1, balance: '0x1' } } },
      null,
    )
    expect(set.writes).toEqual([`b:${sender}`, `c:${token}`, `n:${sender}`, `n:${token}`].sort())
    expect(set.reads).not.toContain(`c:${token}`)
    expect(set.credits).toEqual([`b:${token}`])
    expect(set.contracts).toEqual([token])
  })

  test('a code hash after is a write, a repeated one and that of no code are not', () => {
    const deployed = (before: object, after: object) =>
      access({ plain: {}, pre: { ...paid.pre, [other]: before }, post: { ...paid.post, [other]: after } })
        .writes
    const none = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
    expect(deployed({ balance: '0x1' }, { codeHash: CODE_HASH, nonce: 1 })).toContain(`c:${other}`)
    expect(deployed({ codeHash: CODE_HASH }, { codeHash: CODE_HASH, balance: '0x1' })).not.toContain(
      `c:${other}`,
    )
    expect(deployed({ balance: '0x1' }, { codeHash: none, balance: '0x2' })).not.toContain(`c:${other}`)
    expect(deployed({ code: '0xef01' }, { code: '0x' })).toContain(`c:${other}`)
  })

  test('a balance that fell is updated, as is a nonce that changed', () => {
    const set = access({
      plain: { [token]: { balance: '0x5', nonce: 1, codeHash: CODE_HASH } },
      pre: { ...paid.pre, [token]: { balance: '0x5', nonce: 1, codeHash: CODE_HASH } },
      post: { ...paid.post, [token]: { balance: '0x4', nonce: 2 } },
    })
    expect(set.writes).toEqual([`b:${sender}`, `b:${token}`, `n:${sender}`, `n:${token}`].sort())
  })

  test('a fee recipient that sends is a sender; one that is a contract and was only paid is not touched', () => {
    const own = access({ plain: {}, ...paid }, token, sender)
    expect(own.writes).toEqual([`b:${sender}`, `n:${sender}`])
    const vault = { [miner]: { balance: '0x1', nonce: 1, codeHash: CODE_HASH } }
    const fee = { [miner]: { balance: '0x2' } }
    const onlyPaid = access(
      { plain: vault, pre: { ...paid.pre, ...vault }, post: { ...paid.post, ...fee } },
      other,
    )
    expect(onlyPaid.contracts).toEqual([])
    expect(onlyPaid.reads).toContain(`c:${miner}`)
    const called = access(
      { plain: vault, pre: { ...paid.pre, ...vault }, post: { ...paid.post, ...fee } },
      miner,
    )
    expect(called.contracts).toEqual([miner])
  })
})

describe('what is no trace of this block', () => {
  const transactions = [{ hash: '0x01', from: sender, to: token }]
  const state = { plain: {}, diff: { pre: {}, post: {} } }
  const refusal = (plain: unknown, diff: unknown) => () =>
    accessSetsFromTraces({ block: 7n, transactions, miner, plain, diff })
  const entry = (result: unknown) => [{ txHash: '0x01', result }]

  const cyclic: Record<string, unknown> = {}
  cyclic.storage = cyclic
  cyclic[token] = cyclic

  test.each([
    ['a missing list', null, entry(state.diff), 'block 7: the plain trace is null where a list is expected'],
    [
      'a missing transaction',
      [],
      entry(state.diff),
      'block 7: the plain trace has 0 results for 1 transactions; the first without one is 0 (0x01)',
    ],
    [
      'more results than transactions',
      [...entry({}), ...entry({})],
      entry(state.diff),
      'block 7: the plain trace has 2 results for 1 transactions',
    ],
    [
      'another hash',
      [{ txHash: '0x02', result: {} }],
      entry(state.diff),
      'block 7, transaction 0 (0x01): plain.txHash is "0x02"',
    ],
    [
      'an error',
      [{ txHash: '0x01', error: 'execution timeout' }],
      entry(state.diff),
      'block 7, transaction 0 (0x01): plain.error is "execution timeout"',
    ],
    [
      'a diff without post',
      entry({}),
      entry({ pre: {} }),
      'block 7, transaction 0 (0x01): diff.result.post is missing where an object of accounts is expected',
    ],
    [
      'a key that is no address',
      entry({ '0x12': {} }),
      entry(state.diff),
      'block 7, transaction 0 (0x01): plain.result has a key "0x12" that is no address',
    ],
    [
      'a huge balance',
      entry({ [token]: { balance: `0x1${'0'.repeat(64)}` } }),
      entry(state.diff),
      `block 7, transaction 0 (0x01): plain.result.${token}.balance is "0x1${'0'.repeat(64)}" where a quantity is expected`,
    ],
    [
      'a nonce above 64 bits',
      entry({ [token]: { nonce: '0x10000000000000000' } }),
      entry(state.diff),
      `block 7, transaction 0 (0x01): plain.result.${token}.nonce is "0x10000000000000000", above 64 bits`,
    ],
    [
      'a number that no double holds',
      entry({}),
      entry({ pre: {}, post: { [token]: { nonce: 1e21 } } }),
      `block 7, transaction 0 (0x01): diff.result.post.${token}.nonce is 1e+21 where a quantity is expected`,
    ],
    [
      'an account inside of itself',
      entry(cyclic),
      entry(state.diff),
      'block 7, transaction 0 (0x01): plain.result has a key "storage" that is no address',
    ],
    [
      'storage inside of itself',
      entry({ [token]: cyclic }),
      entry(state.diff),
      `block 7, transaction 0 (0x01): plain.result.${token}.storage has a key "storage" that is no slot`,
    ],
    [
      'a diff inside of itself',
      entry({}),
      entry({ pre: cyclic, post: cyclic }),
      'block 7, transaction 0 (0x01): diff.result.pre has a key "storage" that is no address',
    ],
    [
      'a hash that is not that of the code',
      entry({ [token]: { code: '0x01', codeHash: CODE_HASH } }),
      entry(state.diff),
      `block 7, transaction 0 (0x01): plain.result.${token}.codeHash is ${CODE_HASH}, but the code beside it hashes to 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2`,
    ],
    [
      'a slot that is no word',
      entry({ [token]: { storage: { '0x1': 5 } } }),
      entry(state.diff),
      `block 7, transaction 0 (0x01): plain.result.${token}.storage.0x1 is 5 where a 32-byte word is expected`,
    ],
  ])('%s is refused', (_, plain, diff, message) => {
    expect(refusal(plain, diff)).toThrow(message)
  })
})
