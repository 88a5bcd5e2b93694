import { describe, expect, test } from 'vitest'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'

// A fee recipient that is a contract stands in the traces of every transaction. It is one of a transaction's contracts,
// and its module's lane is held, only where more happened to it than being paid.

const address = (digit: string) => `0x${digit.repeat(40)}`
const sender = address('a')
const payee = address('b')
const miner = address('f')
const slot = `0x${'0'.repeat(63)}1`
const vault = { balance: '0x5', nonce: 1, codeHash: `0x${'ab'.repeat(32)}` }

function contracts(after: object | undefined, from = sender, storage?: object): string[] | undefined {
  const paid = {
    pre: { [from]: { balance: '0x9', nonce: 4 } },
    post: { [from]: { balance: '0x5', nonce: 5 } },
  }
  const [set] = accessSetsFromTraces({
    block: 7n,
    transactions: [{ hash: '0x01', from, to: payee }],
    miner,
    plain: [{ txHash: '0x01', result: { [sender]: { balance: '0x9', nonce: 4 }, [miner]: vault } }],
    diff: [
      {
        txHash: '0x01',
        result: {
          pre: { ...paid.pre, [miner]: { ...vault, storage } },
          post: { ...paid.post, ...(after && { [miner]: after }) },
        },
      },
    ],
  })
  return set?.contracts
}

describe('a fee recipient that is a contract', () => {
  test('is not touched by being paid', () => {
    expect(contracts({ balance: '0x6' })).toEqual([])
  })

  test('is touched where it created a contract, which a fee does not', () => {
    expect(contracts({ balance: '0x6', nonce: 2 })).toEqual([miner])
  })

  test('is touched where it paid more than it was paid', () => {
    expect(contracts({ balance: '0x4' })).toEqual([miner])
  })

  test('is touched where a slot of it was set or cleared', () => {
    expect(contracts({ balance: '0x6', storage: { [slot]: slot } })).toEqual([miner])
    expect(contracts({ balance: '0x6' }, sender, { [slot]: slot })).toEqual([miner])
  })

  test('is touched where it was destroyed', () => {
    expect(contracts(undefined)).toEqual([miner])
  })

  test('is touched where it sends: an account with a delegation (EIP-7702) can do both', () => {
    expect(contracts({ balance: '0x6', nonce: 2 }, miner)).toEqual([miner])
  })
})
