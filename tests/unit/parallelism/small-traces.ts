import type { TracedBlock } from '@/lib/parallelism/traces'

const address = (digit: string) => `0x${digit.repeat(40)}`
const word = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const hash = (digit: string) => `0x${digit.repeat(64)}`
const sender = address('a')
const token = address('1')
const CODE_HASH = hash('c')
const wrapped = (results: object[]) => results.map((result, at) => ({ txHash: hash(String(at + 1)), result }))

/** Two transactions as a node traces them: a call that writes storage and pays, and a creation. */
export const SMALL_TRACES: TracedBlock = {
  block: 7n,
  miner: address('f'),
  transactions: [
    { hash: hash('1'), from: sender, to: token },
    { hash: hash('2'), from: sender, to: null },
  ],
  plain: wrapped([
    {
      [sender]: { balance: '0x9', nonce: 4 },
      [token]: {
        balance: '0x1',
        nonce: 1,
        codeHash: CODE_HASH,
        storage: { [word(1)]: word(1), [word(2)]: word(0) },
      },
    },
    { [sender]: { balance: '0x7', nonce: 5 } },
  ]),
  diff: wrapped([
    {
      pre: {
        [sender]: { balance: '0x9', nonce: 4 },
        [token]: { balance: '0x1', nonce: 1, codeHash: CODE_HASH, storage: { [word(1)]: word(1) } },
      },
      post: {
        [sender]: { balance: '0x7', nonce: 5 },
        [token]: { balance: '0x2', storage: { [word(2)]: word(3) } },
      },
    },
    {
      pre: { [sender]: { balance: '0x7', nonce: 5 } },
      post: { [sender]: { balance: '0x6', nonce: 6 }, [address('2')]: { nonce: 1, codeHash: CODE_HASH } },
    },
  ]),
}
