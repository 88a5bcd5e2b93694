import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type NodeProxy, startProxy } from '../indexer/proxy'
import { ask } from '../indexer/support'
import { type RunningNode, startAnvil } from '../rpc/nodes'
import { analyse } from './analyse'

const FROM = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
const TO = '0x7777777777777777777777777777777777777777'
const WRONG_HASH = `0x${'22'.repeat(32)}`

interface Trace {
  txHash: string
  result: { pre: Record<string, object>; post: Record<string, object> }
}

/** JSON has no cycles; what comes nearest is an object inside of itself as often as a parser takes it. */
function nested(depth: number): object {
  let value = {}
  for (let level = 0; level < depth; level++) value = { storage: value }
  return value
}

/** How the node lies about the diff trace of a block of two transactions, and what is said of it. */
const LIES: [
  lie: string,
  change: (traces: [Trace, Trace]) => unknown,
  sentence: (hashes: string[]) => string,
][] = [
  [
    'a wrong type',
    ([first, second]) => [first, { ...second, result: { ...second.result, pre: 7 } }],
    ([, hash]) =>
      `block 1, transaction 1 (${hash}): diff.result.pre is 7 where an object of accounts is expected`,
  ],
  [
    'a missing transaction',
    ([first]) => [first],
    ([, hash]) =>
      `block 2: the diff trace has 1 results for 2 transactions; the first without one is 1 (${hash})`,
  ],
  [
    'more results than transactions',
    ([first, second]) => [first, second, second],
    () => 'block 3: the diff trace has 3 results for 2 transactions',
  ],
  [
    'a number above 256 bits',
    ([first, second]) => [first, withPost(second, { balance: `0x1${'0'.repeat(64)}` })],
    ([, hash]) =>
      `block 4, transaction 1 (${hash}): diff.result.post.${TO}.balance is "0x1${'0'.repeat(64)}" where a quantity is expected`,
  ],
  [
    'a number above 64 bits',
    ([first, second]) => [withPost(first, { nonce: '0x10000000000000000' }), second],
    ([hash]) =>
      `block 5, transaction 0 (${hash}): diff.result.post.${TO}.nonce is "0x10000000000000000", above 64 bits`,
  ],
  [
    'a number that no double holds',
    ([first, second]) => [withPost(first, { nonce: 1e21 }), second],
    ([hash]) =>
      `block 6, transaction 0 (${hash}): diff.result.post.${TO}.nonce is 1e+21 where a quantity is expected`,
  ],
  [
    'objects inside of themselves',
    ([first, second]) => [first, { ...second, result: nested(600) }],
    ([, hash]) =>
      `block 7, transaction 1 (${hash}): diff.result.pre is missing where an object of accounts is expected`,
  ],
  [
    'an account inside of itself',
    ([first, second]) => [withPost(first, nested(600)), second],
    ([hash]) =>
      `block 8, transaction 0 (${hash}): diff.result.post.${TO}.storage has a key "storage" that is no slot`,
  ],
  [
    'the hash of another transaction',
    ([first, second]) => [first, { ...second, txHash: WRONG_HASH }],
    ([, hash]) => `block 9, transaction 1 (${hash}): diff.txHash is "${WRONG_HASH}"`,
  ],
  [
    'a hash that is not that of the code',
    ([first, second]) => [withPost(first, { code: '0x01', codeHash: WRONG_HASH }), second],
    ([hash]) =>
      `block 10, transaction 0 (${hash}): diff.result.post.${TO}.codeHash is ${WRONG_HASH}, but the code beside it hashes to 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2`,
  ],
  [
    'no list',
    () => ({ result: [] }),
    () => 'block 11: the diff trace is {"result":[]} where a list is expected',
  ],
]

function withPost({ txHash, result }: Trace, account: object): Trace {
  return { txHash, result: { ...result, post: { ...result.post, [TO]: account } } }
}

const reports = z.array(
  z.looseObject({ number: z.number(), source: z.string(), refused: z.array(z.string()) }),
)
const traceOptions = z.looseObject({ tracerConfig: z.looseObject({ diffMode: z.boolean() }).optional() })

describe('a node that lies', () => {
  let anvil: RunningNode
  let node: NodeProxy
  /** hashes of the transactions of block n at n - 1 */
  const hashes: string[][] = []

  beforeAll(async () => {
    anvil = await startAnvil(['--no-mining'])
    for (const _ of LIES) {
      const block: string[] = []
      for (const value of ['0x1', '0x2']) {
        block.push(String(await ask(anvil.url, 'eth_sendTransaction', [{ from: FROM, to: TO, value }])))
      }
      await ask(anvil.url, 'evm_mine')
      hashes.push(block)
    }
    // The last block is honest: by it the node is probed.
    await ask(anvil.url, 'eth_sendTransaction', [{ from: FROM, to: TO, value: '0x1' }])
    await ask(anvil.url, 'evm_mine')
    node = await startProxy(anvil.url)
  })

  afterAll(async () => {
    await node?.close()
    await anvil?.stop()
  })

  test('in its traces is told of it block by block, and the figures are estimates', async () => {
    node.rules.change = (method, params, result) => {
      const lie = LIES[Number(params[0]) - 1]
      if (method !== 'debug_traceBlockByNumber' || lie === undefined) return result
      const { tracerConfig } = traceOptions.parse(params[1])
      const [, change] = lie
      return tracerConfig?.diffMode === true ? change(z.custom<[Trace, Trace]>().parse(result)) : result
    }
    const numbers = LIES.map((_, at) => at + 1)
    const { code, out, error } = await analyse(['--rpc', node.url, '--block', numbers.join(','), '--json'])
    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(reports.parse(JSON.parse(out)).map(({ source, refused }) => ({ source, refused }))).toEqual(
      LIES.map(([, , sentence], at) => ({ source: 'estimated', refused: [sentence(hashes[at] ?? [])] })),
    )
  })

  test.each<[string, (receipts: object[]) => object[], (hashes: string[]) => string]>([
    [
      'a receipt of another block',
      ([first, second]) => [first ?? {}, { ...second, blockHash: WRONG_HASH }],
      ([, hash]) => `block 1, transaction 1 (${hash}): blockHash of its receipt is ${WRONG_HASH}`,
    ],
    [
      'a missing receipt',
      (receipts) => receipts.slice(0, 1),
      ([, hash]) => `block 1: 1 receipts for 2 transactions; the first without one is 1 (${hash}).`,
    ],
    [
      'more receipts than transactions',
      (receipts) => [...receipts, ...receipts],
      () => 'block 1: 4 receipts for 2 transactions.',
    ],
    [
      'gas that is no number',
      ([first, second]) => [first ?? {}, { ...second, gasUsed: 'much' }],
      () => 'eth_getBlockReceipts(1)[1]: field gasUsed is not a quantity: "much"',
    ],
    [
      'gas above 63 bits',
      ([first, second]) => [first ?? {}, { ...second, gasUsed: '0x8000000000000000' }],
      () => 'eth_getBlockReceipts(1)[1]: field gasUsed is larger than 2^63 - 1: "0x8000000000000000"',
    ],
  ])('in its receipts (%s) is one sentence', async (_, change, sentence) => {
    node.rules.change = (method, params, result) =>
      method === 'eth_getBlockReceipts' && params[0] === '0x1' && Array.isArray(result)
        ? change(result)
        : result
    expect(await analyse(['--rpc', node.url, '--block', '1', '--json'])).toEqual({
      code: 1,
      out: '',
      error: sentence(hashes[0] ?? []),
    })
  })

  test('about a hash of its block is told by the check that failed', async () => {
    node.rules.change = (method, _, result) =>
      method === 'eth_getBlockByNumber' && typeof result === 'object'
        ? { ...result, stateRoot: WRONG_HASH }
        : result
    const { code, out } = await analyse(['--rpc', node.url, '--block', '1'])
    expect(code).toBe(0)
    expect(out).toMatch(
      /^ +FAILED: headerHash: the header hashes to 0x\w{64} but the block is called 0x\w{64}$/m,
    )
  })
})
