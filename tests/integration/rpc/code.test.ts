import { afterAll, beforeAll, expect, test } from 'vitest'
import { TraceReader } from '@/lib/rpc/traces'
import { Transport } from '@/lib/rpc/transport'
import { startServer } from './nodes'

const CODE = `0x${'60'.repeat(100)}`
const HASH_OF_CODE = '0x229b6b3c5338e36105fe46f9b0173374d332c99c0869647edf815a4a9fa2e7de'
const TRANSACTION = { 1: `0x${'11'.repeat(32)}`, 2: `0x${'22'.repeat(32)}` } as const
const ADDRESS = `0x${'aa'.repeat(20)}`

// Answers like a node that gives code but never its hash, and holds back the answer without code for block 2 until
// block 1 has been learnt from.
let server: Awaited<ReturnType<typeof startServer>>
let letGo: () => void
const heldBack = new Promise<void>((resolve) => {
  letGo = resolve
})

beforeAll(async () => {
  server = await startServer(async (body) => {
    const { id, params } = JSON.parse(body)
    const number = Number(params[0])
    const disableCode = params[1].tracerConfig.disableCode
    if (number === 2 && disableCode) await heldBack
    const account = disableCode ? { balance: '0x1' } : { balance: '0x1', code: CODE }
    const txHash = number === 1 ? TRANSACTION[1] : TRANSACTION[2]
    return {
      body: JSON.stringify({ jsonrpc: '2.0', id, result: [{ txHash, result: { [ADDRESS]: account } }] }),
    }
  })
})

afterAll(() => server.stop())

test('a trace asked for before the node was known to give no code hashes is asked for again, with code', async () => {
  const reader = new TraceReader(new Transport(server.url), 10_000)
  const block = (number: 1 | 2) => ({
    number: BigInt(number),
    hash: `0x${'00'.repeat(32)}` as const,
    transactions: [{ hash: `0x${String(number).repeat(64)}` as const }],
  })
  const second = reader.read(block(2), 'prestate')
  const first = await reader.read(block(1), 'prestate')
  letGo()
  const expected = { [ADDRESS]: { balance: '0x1', codeHash: HASH_OF_CODE } }
  expect(first.map(({ result }) => result)).toEqual([expected])
  expect((await second).map(({ result }) => result)).toEqual([expected])
})
