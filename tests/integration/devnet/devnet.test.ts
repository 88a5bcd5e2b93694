import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeEventLog, type Hex, parseAbi, toFunctionSelector } from 'viem'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as abis from '@/devnet/abi'
import { artifactOf, compileContracts } from '@/devnet/compile'
import { type Devnet, type DevnetOptions, startDevnet } from '@/devnet/devnet'
import { HOT_SPOT } from '@/devnet/hot-spot'
import { CONTRACTS } from '@/devnet/layout'
import { createNodeClient, readBlock } from '@/devnet/rpc'

const programEvents = parseAbi([
  'event EpochOpened(uint256 indexed epoch, uint256 budget, uint256 cap, uint64 opensAt, uint64 closesAt, bytes32 tableHash)',
  'event RegionSnapshot(uint256 indexed epoch, uint32 indexed region, string name, uint256 population, uint32 need, uint32 geography, uint256 root, uint256 active)',
  'event RegionMerged(uint256 indexed epoch, uint32 indexed region, uint32 indexed into, uint256 active)',
  'event Claimed(uint256 indexed epoch, uint32 indexed region, uint256 indexed nullifier, address recipient, uint256 amount, uint256 root)',
  'event EpochClosed(uint256 indexed epoch, uint256 paid, uint256 reclaimed)',
  'event ParameterScheduled(bytes32 indexed operation, bytes32 indexed parameter, bytes value, uint64 executableAt)',
  'event ParameterChanged(bytes32 indexed operation, bytes32 indexed parameter, bytes oldValue, bytes newValue)',
])
const hex = z.custom<Hex>((value) => typeof value === 'string' && value.startsWith('0x'))
const receiptsSchema = z.array(z.object({ status: z.string(), gasUsed: z.string() }))
const logsSchema = z.array(z.object({ data: hex, topics: z.tuple([hex]).rest(hex) }))

const started: Devnet[] = []
const folders: string[] = []

async function start(options: DevnetOptions = {}): Promise<Devnet> {
  const devnet = await startDevnet({ live: false, ...options })
  started.push(devnet)
  return devnet
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'devnet-'))
  folders.push(folder)
  return folder
}

async function hashes(devnet: Devnet, upTo: number): Promise<(string | undefined)[]> {
  const node = createNodeClient(devnet.rpcUrl)
  return Promise.all(Array.from({ length: upTo }, async (_, number) => (await readBlock(node, number))?.hash))
}

async function canTrace(devnet: Devnet, number: number): Promise<boolean> {
  const node = createNodeClient(devnet.rpcUrl)
  const block = await readBlock(node, number)
  const tracer = { tracer: 'prestateTracer', tracerConfig: { diffMode: true } }
  const traces = await node.call('debug_traceBlockByNumber', [`0x${number.toString(16)}`, tracer])
  const changed = z
    .array(z.object({ result: z.object({ post: z.record(z.string(), z.unknown()) }) }))
    .parse(traces)
  const touched = changed.filter(({ result }) => Object.keys(result.post).length > 0)
  return touched.length === block?.transactions.length
}

async function programLogs(devnet: Devnet) {
  const filter = { address: devnet.program, fromBlock: '0x0', toBlock: 'latest' }
  const logs = logsSchema.parse(await createNodeClient(devnet.rpcUrl).call('eth_getLogs', [filter]))
  return logs.map(({ data, topics }) => decodeEventLog({ abi: programEvents, data, topics }))
}

afterEach(async () => {
  for (const devnet of started.splice(0)) await devnet.stop()
})
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

describe('the contracts', () => {
  it('have every function that the deployment and the workload call', async () => {
    const compiled = await compileContracts()
    const own = [...CONTRACTS, HOT_SPOT.contract].flatMap((name) => artifactOf(compiled, name).abi)
    const known = new Set(own.flatMap((item) => (item.type === 'function' ? [toFunctionSelector(item)] : [])))
    const called = Object.values(abis).flat()
    expect(called.filter((item) => !known.has(toFunctionSelector(item)))).toEqual([])
    expect(artifactOf(compiled, 'PersonhoodPay').storageLayout.storage.map(({ label }) => label)).toContain(
      'budget',
    )
  })
})

describe('the devnet', () => {
  it('deploys everything, and then only those transactions fail that are meant to', async () => {
    const devnet = await start()
    const node = createNodeClient(devnet.rpcUrl)
    expect((await readBlock(node, 'latest'))?.number).toBe(6)
    await devnet.runBlocks(60)
    for (const number of [1, 2, 6, 7, 66])
      expect([number, await canTrace(devnet, number)]).toEqual([number, true])
    const statuses: string[][] = []
    for (let number = 1; number <= 66; number++) {
      const receipts = receiptsSchema.parse(
        await node.call('eth_getBlockReceipts', [`0x${number.toString(16)}`]),
      )
      statuses.push(receipts.map(({ status }) => status))
    }
    const failures = statuses.map((block) => block.filter((status) => status === '0x0').length)
    expect(failures.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0])
    expect([statuses.flat().length, failures.reduce((sum, count) => sum + count, 0)]).toEqual([1898, 115])
  })

  it('opens and closes epochs on schedule, and merges the region that is too small', async () => {
    const devnet = await start()
    await devnet.runBlocks(60)
    const logs = await programLogs(devnet)
    const named = (name: string) => logs.filter(({ eventName }) => eventName === name)
    const [opened, second] = logs.flatMap((log) => (log.eventName === 'EpochOpened' ? [log.args] : []))
    const genesis = BigInt(devnet.settings.genesisTime)
    expect([opened?.opensAt, opened?.closesAt, second?.opensAt]).toEqual([
      genesis + 30n,
      genesis + 90n,
      genesis + 90n,
    ])
    expect(named('RegionSnapshot')).toHaveLength(10)
    expect(named('RegionMerged').map(({ args }) => args)).toEqual([
      { epoch: 1n, region: 6, into: 5, active: 3n },
      { epoch: 2n, region: 6, into: 5, active: 3n },
    ])
    const claims = logs.flatMap((log) =>
      log.eventName === 'Claimed' && log.args.epoch === 1n ? [log.args] : [],
    )
    const closed = logs.flatMap((log) => (log.eventName === 'EpochClosed' ? [log.args] : []))
    const paid = claims.reduce((sum, { amount }) => sum + amount, 0n)
    expect(closed).toEqual([{ epoch: 1n, paid, reclaimed: 10_000n * 10n ** 18n - paid }])
    expect(claims.length).toBe(60)
  })

  it('is the same chain for the same seed, and another for another', async () => {
    const [one, two, other] = [await start(), await start(), await start({ settings: { seed: 'another' } })]
    for (const devnet of [one, two, other]) await devnet.runBlocks(20)
    const first = await hashes(one, 27)
    expect(await hashes(two, 27)).toEqual(first)
    expect((await hashes(other, 27))[26]).not.toBe(first[26])
  })

  it('goes on where it stopped with the same blocks, and can trace the last of them', async () => {
    const undisturbed = await start()
    await undisturbed.runBlocks(150)
    const folder = await newFolder()
    const before = await start({ folder })
    await before.runBlocks(110)
    await before.stop()
    const after = await start({ folder })
    expect(await canTrace(after, 96)).toBe(true)
    expect(await after.runBlocks(40)).toBe(156)
    expect(await hashes(after, 157)).toEqual(await hashes(undisturbed, 157))
  })

  it('goes on from the new chain after a reorganisation and a rollback', async () => {
    const folder = await newFolder()
    const devnet = await start({ folder })
    const node = createNodeClient(devnet.rpcUrl)
    await devnet.runBlocks(30)
    await node.call('anvil_reorg', [20, []])
    expect(await devnet.runBlocks(5)).toBe(41)
    await node.call('anvil_rollback', [3])
    expect(await devnet.runBlocks(40)).toBe(78)
    const last = await hashes(devnet, 79)
    await devnet.stop()
    expect(await hashes(await start({ folder }), 79)).toEqual(last)
  })

  it('pays one unit too much in the chosen claim of the deviating program, and nowhere else', async () => {
    const amounts = async (devnet: Devnet) => {
      await devnet.runBlocks(25)
      return (await programLogs(devnet)).flatMap((log) =>
        log.eventName === 'Claimed' ? [log.args.amount] : [],
      )
    }
    const honest = await amounts(await start())
    const deviating = await amounts(await start({ settings: { deviatingClaim: 5 } }))
    expect(deviating.map((amount, index) => amount - (honest[index] ?? 0n)).slice(0, 8)).toEqual([
      0n,
      0n,
      0n,
      0n,
      1n,
      0n,
      0n,
      0n,
    ])
  })
})
