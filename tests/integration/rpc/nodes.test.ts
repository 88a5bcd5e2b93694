import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import { parseCalls } from '@/lib/chain/calls'
import { createdContracts } from '@/lib/chain/contracts'
import type { Block, Hex } from '@/lib/chain/types'
import { type BLOCK_CHECKS, verifyBlock } from '@/lib/chain/verify'
import { homeModule } from '@/lib/parallelism/modules'
import type { ModuleOf } from '@/lib/parallelism/types'
import { readReceiptsAndAccess } from '@/lib/rpc/access'
import { createRpcClient, type RpcClient } from '@/lib/rpc/client'
import { hasRecordedBlocks, RECORDED_SERVER, WITHOUT_RECORDED_BLOCKS } from '../../unit/chain/mainnet'
import { type RunningNode, startAnvil, startScript, startServer } from './nodes'

const FROM = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
const EVERYTHING = {
  blockReceipts: true,
  traceBlock: true,
  prestate: true,
  prestateDiff: true,
  disableCode: true,
  codeHash: false,
  callTracer: true,
  blockAccessList: false,
  safe: true,
  finalized: true,
  historicalState: true,
}

async function has(client: RpcClient, number: bigint): Promise<Block> {
  const block = await client.block(number)
  if (block === undefined) throw new Error(`block ${number} is not there`)
  return block
}

/** Checks that could not be made of a block; throws where one failed. */
async function unknownChecks(client: RpcClient, number: bigint, parentHash?: Hex): Promise<string[]> {
  const block = await has(client, number)
  const verification = verifyBlock(block, await client.receipts(block), parentHash)
  return Object.entries(verification).flatMap(([check, outcome]) =>
    outcome.verdict === 'pass' ? [] : [check],
  )
}

describe('anvil', () => {
  let anvil: RunningNode
  let client: RpcClient
  const send = (transaction: object) => client.request('eth_sendTransaction', [transaction])
  const mine = (...transactions: object[]) => mineBlock(client, transactions)

  beforeAll(async () => {
    anvil = await startAnvil(['--no-mining'])
    client = createRpcClient(anvil.url, { chainId: 31337n })
  })

  afterAll(async () => {
    await anvil.stop()
  })

  it('offers everything but access lists, with transactions and without', async () => {
    const probe = { client: 'anvil/v1.7.1', capabilities: EVERYTHING, source: 'traced' }
    expect(await client.probe()).toEqual(probe)
    await mine({ from: FROM, to: FROM, value: '0x1' })
    expect(await client.probe()).toEqual(probe)
  })

  it('gives blocks of every transaction type that verify', async () => {
    const parent = await client.head('latest')
    const to = `0x${'77'.repeat(20)}`
    const accessList = [{ address: to, storageKeys: [`0x${'01'.repeat(32)}`] }]
    const nonce = BigInt(String(await client.request('eth_getTransactionCount', [FROM, 'latest'])))
    const transactions = [
      { from: FROM, to, value: '0x1', gasPrice: '0x77359400' },
      { from: FROM, to, gasPrice: '0x77359400', accessList },
      { from: FROM, to, maxFeePerGas: '0x77359400', maxPriorityFeePerGas: '0x1', accessList },
      // Code that reverts, and code that creates a contract, logs four topics and stays as one byte.
      { from: FROM, gas: '0x186a0', data: '0x60006000fd' },
      {
        from: FROM,
        gas: '0x30d40',
        data: '0x69600160005360016000f3600052600a60166000f050600460036002600160006000a4600160005360016000f3',
      },
    ]
    const numbered = transactions.map((item, at) => ({
      ...item,
      nonce: `0x${(nonce + BigInt(at)).toString(16)}`,
    }))
    const number = await mine(...numbered)
    expect(await unknownChecks(client, number, parent?.hash)).toEqual([])
    const block = await has(client, number)
    expect(block.transactions.map(({ type }) => type)).toEqual([0, 1, 2, 2, 2])
    const receipts = await client.receipts(block)
    expect(receipts.map(({ status }) => status)).toEqual([1, 1, 1, 0, 1])
    expect(receipts[4]?.logs).toHaveLength(1)

    const outcomes = parseCalls(await client.calls(block), `calls of block ${number}`)
    expect(outcomes.map(({ error }) => error !== null)).toEqual([false, false, false, true, false])
    const diff = await client.prestateDiff(block)
    const byCalls = createdContracts({ block, receipts, calls: outcomes })
    expect(byCalls).toHaveLength(2)
    const codeHash = toHex(keccak256(toBytes('0x01')))
    expect(createdContracts({ block, receipts, diff })).toEqual(
      byCalls.map((contract) => ({ ...contract, codeHash })),
    )
    expect((await client.prestate(block)).map(({ txHash }) => txHash)).toEqual(
      block.transactions.map(({ hash }) => hash),
    )
    expect(await client.blockByHash(block.hash)).toEqual(block)
    expect(await client.code(byCalls[0]?.address ?? '0x', number)).toBe('0x01')
  })

  it('gives empty blocks that verify', async () => {
    const number = await mine()
    expect(await unknownChecks(client, number)).toEqual(['parentHash'])
    expect(await client.prestateDiff(await has(client, number))).toEqual([])
    expect(await client.block(number + 1n)).toBeUndefined()
  })

  it('has transactions without a signature where an account is impersonated: their hashes cannot be checked', async () => {
    const who = `0x${'11'.repeat(20)}`
    await client.request('anvil_setBalance', [who, '0xde0b6b3a7640000'])
    await client.request('anvil_impersonateAccount', [who])
    const number = await mine({ from: who, to: FROM, value: '0x1', gas: '0x5208' })
    const checks: (typeof BLOCK_CHECKS)[number][] = ['parentHash', 'transactions']
    expect((await unknownChecks(client, number)).sort()).toEqual(checks)
  })

  it('is read alike where it has no methods for whole blocks', async () => {
    const number = await mine({ from: FROM, to: FROM, value: '0x1', gas: '0x5208' })
    const missing = ['eth_getBlockReceipts', 'debug_traceBlockByNumber']
    const poor = await startServer(async (body) => {
      const asked: { id: number; method: string } | { id: number; method: string }[] = JSON.parse(body)
      const lacking = [asked].flat().find(({ method }) => missing.includes(method))
      if (lacking === undefined) return { body: await forward(anvil.url, body) }
      const refusal = { jsonrpc: '2.0', id: lacking.id, error: { code: -32601, message: 'Method not found' } }
      return {
        body: JSON.stringify(Array.isArray(asked) ? asked.map(({ id }) => ({ ...refusal, id })) : refusal),
      }
    })
    const other = createRpcClient(poor.url, { batchSize: 1 })
    const block = await has(client, number)
    expect(await other.receipts(block)).toEqual(await client.receipts(block))
    expect(await other.prestate(block)).toEqual(await client.prestate(block))
    expect(await other.prestateDiff(block)).toEqual(await client.prestateDiff(block))
    expect(await other.calls(block)).toEqual(await client.calls(block))
    expect(await other.probe()).toEqual({
      client: 'anvil/v1.7.1',
      capabilities: { ...EVERYTHING, blockReceipts: false, traceBlock: false },
      source: 'traced',
    })
    await poor.stop()
  })

  it('tells contracts from other accounts, though it gives no hash of their code', async () => {
    // Returns one byte, and touches no storage.
    const deployment = { from: FROM, gas: '0x30d40', data: '0x600a600c600039600a6000f360006000526001601ff3' }
    const [deployed] = await client.receipts(await has(client, await mine(deployment)))
    const contract = deployed?.contractAddress ?? undefined
    const other = `0x${'78'.repeat(20)}`
    const block = await has(
      client,
      await mine({ from: FROM, to: contract, gas: '0x30d40' }, { from: FROM, to: other, value: '0x1' }),
    )
    const { source, access } = await readReceiptsAndAccess(client, block, EVERYTHING, (reason) => {
      throw new Error(reason)
    })
    expect(source).toBe('traced')
    expect(access.map(({ contracts }) => contracts)).toEqual([[contract], []])
    const targets = block.transactions.map(({ to }) => to ?? undefined)
    const homes = (moduleOf: ModuleOf) => access.map((set, at) => homeModule(targets[at], set, moduleOf))
    expect(homes(() => undefined)).toEqual(['unassigned', 'transfer'])
    expect(homes((address) => (address === contract ? 'defi' : undefined))).toEqual(['defi', 'transfer'])
  })

  it('gives code once asked for it, of which the hash alone is kept', async () => {
    const code: Hex = `0x${'60'.repeat(40)}`
    const contract = `0x${'79'.repeat(20)}`
    await client.request('anvil_setCode', [contract, code])
    const block = await has(client, await mine({ from: FROM, to: contract, gas: '0x30d40' }))
    const [plain] = await client.prestate(block)
    expect(plain?.result).toMatchObject({ [contract]: { codeHash: toHex(keccak256(toBytes(code))) } })
    expect(JSON.stringify(plain)).not.toContain(code)
  })

  async function mineBlock(node: RpcClient, transactions: object[]): Promise<bigint> {
    for (const transaction of transactions) await send(transaction)
    await node.request('evm_mine', [])
    const head = await node.head('latest')
    if (head === undefined) throw new Error('no head')
    return head.number
  }
})

describe('a node without debug methods', () => {
  it('gives estimates only', async () => {
    const anvil = await startAnvil()
    const poor = await startServer(async (body) => {
      const asked: { id: number; method: string } | { id: number; method: string }[] = JSON.parse(body)
      if (!Array.isArray(asked) && asked.method.startsWith('debug_')) {
        return {
          body: JSON.stringify({
            jsonrpc: '2.0',
            id: asked.id,
            error: { code: -32601, message: 'Method not found' },
          }),
        }
      }
      return { body: await forward(anvil.url, body) }
    })
    const { capabilities, source } = await createRpcClient(poor.url).probe()
    expect(source).toBe('estimated')
    expect(capabilities).toEqual({
      ...EVERYTHING,
      traceBlock: false,
      prestate: false,
      prestateDiff: false,
      disableCode: false,
      callTracer: false,
    })
    await poor.stop()
    await anvil.stop()
  })
})

describe.skipIf(!hasRecordedBlocks)('the recorded mainnet blocks', () => {
  let server: RunningNode
  let client: RpcClient

  beforeAll(async () => {
    server = await startScript(RECORDED_SERVER)
    client = createRpcClient(server.url, { chainId: 1n })
  })

  afterAll(async () => {
    await server.stop()
  })

  it('are served by a node without state', async () => {
    expect(await client.probe()).toEqual({
      client: 'recorded-mainnet/1',
      capabilities: { ...EVERYTHING, codeHash: true, historicalState: false },
      source: 'traced',
    })
    expect((await client.head('finalized'))?.number).toBe(19934116n)
    expect(await client.block(19934115n)).toBeUndefined()
  })

  it.each<[bigint, number]>([
    [19932148n, 227],
    [13287210n, 1414],
  ])('%i verifies with its transactions and has its traces', async (number, count) => {
    expect(await unknownChecks(client, number)).toEqual(['parentHash'])
    const block = await has(client, number)
    expect(block.transactions).toHaveLength(count)
    const [plain, diff, calls] = await Promise.all([
      client.prestate(block),
      client.prestateDiff(block),
      client.calls(block),
    ])
    expect([plain.length, diff.length, calls.length]).toEqual([count, count, count])
  })
})

if (!hasRecordedBlocks) it.skip(WITHOUT_RECORDED_BLOCKS, () => {})

async function forward(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return response.text()
}
