import { Fields } from '@/lib/chain/fields'
import type { Hex } from '@/lib/chain/types'
import type { Source } from '@/lib/parallelism/types'
import { AccessListReader, type ListedRef } from '@/lib/rpc/access-list'
import { type BlockRef, readBlock, readHead } from '@/lib/rpc/blocks'
import { MethodMissingError, RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'
import { tracerOptions } from '@/lib/rpc/traces'
import type { Transport } from '@/lib/rpc/transport'

/** What a node was found able to do. */
export interface Capabilities {
  /** eth_getBlockReceipts; else receipts are read one by one */
  blockReceipts: boolean
  /** debug_traceBlockByNumber; else transactions are traced one by one */
  traceBlock: boolean
  /** prestateTracer */
  prestate: boolean
  /** prestateTracer with diffMode */
  prestateDiff: boolean
  /** prestateTracer leaves code out when told to */
  disableCode: boolean
  /** prestateTracer gives codeHash; else code is left on, since nothing else tells contracts from other accounts */
  codeHash: boolean
  callTracer: boolean
  /** eth_getBlockAccessList (EIP-7928), or one of the methods that stand for it */
  blockAccessList: boolean
  safe: boolean
  finalized: boolean
  /** state at the first block can be read */
  historicalState: boolean
}

export interface Probe {
  client: string
  capabilities: Capabilities
  /** the best source of access sets that the node offers */
  source: Source
}

/** Blocks looked back through for one with transactions, whose traces show what a node makes of its options. */
const LOOK_BACK = 16n
const NO_HASH: Hex = `0x${'0'.repeat(64)}`
const NO_ADDRESS: Hex = `0x${'0'.repeat(40)}`

/**
 * Finds out what a node offers. A method counts as offered unless the node says that it lacks it; options count once
 * their effect is seen, or while there is no transaction to see it on.
 */
export async function probeNode(transport: Transport, client: string): Promise<Probe> {
  const sample = await findSample(transport)
  const offers = (method: string, params: unknown[]) => isOffered(transport, method, params)
  const tag = quantity(sample.number)
  const [traces, calls, blockReceipts, blockAccessList, safe, finalized, historicalState] = await Promise.all(
    [
      probePrestate(transport, sample),
      traceSample(transport, sample, tracerOptions('calls')),
      offers('eth_getBlockReceipts', [tag]),
      new AccessListReader(transport).isOffered(sample),
      readHead(transport, 'safe').then((head) => head !== undefined),
      readHead(transport, 'finalized').then((head) => head !== undefined),
      answers(transport, 'eth_getBalance', [NO_ADDRESS, '0x0']),
    ],
  )
  const capabilities: Capabilities = {
    blockReceipts,
    ...traces,
    callTracer: calls.offered && calls.results.every((result) => looksLike(result, 'type')),
    blockAccessList,
    safe,
    finalized,
    historicalState,
  }
  return { client, capabilities, source: sourceOf(capabilities, sample) }
}

/** A node may know the method long before its chain has lists. */
function sourceOf({ prestate, prestateDiff, blockAccessList }: Capabilities, sample: ListedRef): Source {
  if (prestate && prestateDiff) return 'traced'
  return blockAccessList && sample.blockAccessListHash !== undefined ? 'access list' : 'estimated'
}

async function findSample(transport: Transport): Promise<ListedRef> {
  const head = await readHead(transport, 'latest')
  if (head === undefined) return { number: 0n, hash: NO_HASH, transactions: [] }
  let latest: ListedRef | undefined
  for (let number = head.number; number > head.number - LOOK_BACK && number > 0n; number--) {
    const block = await readBlock(transport, number)
    if (block !== undefined && block.transactions.length > 0) return block
    latest ??= block
  }
  return latest ?? { number: head.number, hash: head.hash, transactions: [] }
}

async function probePrestate(transport: Transport, sample: BlockRef) {
  const [plain, diff] = await Promise.all([
    traceSample(transport, sample, tracerOptions('prestate')),
    traceSample(transport, sample, tracerOptions('prestateDiff')),
  ])
  const accounts = [...plain.results, ...diff.results].map((result) => JSON.stringify(result))
  return {
    traceBlock: plain.together,
    prestate: plain.offered && plain.results.every((result) => !looksLike(result, 'structLogs')),
    prestateDiff:
      diff.offered && diff.results.every((result) => looksLike(result, 'pre') && looksLike(result, 'post')),
    disableCode: plain.offered && !accounts.some((text) => text.includes('"code":')),
    codeHash: accounts.some((text) => text.includes('"codeHash":')),
  }
}

interface SampleTraces {
  offered: boolean
  /** by debug_traceBlockByNumber */
  together: boolean
  results: unknown[]
}

async function traceSample(transport: Transport, sample: BlockRef, options: object): Promise<SampleTraces> {
  const block = await outcomeOf(transport, 'debug_traceBlockByNumber', [quantity(sample.number), options])
  if (block !== 'missing') {
    const failed = block === 'failed' && sample.transactions.length > 0
    const results = Array.isArray(block) ? block.map((item) => new Fields(item, 'trace').value('result')) : []
    return { offered: !failed, together: true, results }
  }
  const hash = sample.transactions[0]?.hash
  const one = await outcomeOf(transport, 'debug_traceTransaction', [hash ?? NO_HASH, options])
  const offered = one !== 'missing' && !(one === 'failed' && hash !== undefined)
  return { offered, together: false, results: hash === undefined || !offered ? [] : [one] }
}

/** The result, or how the call went wrong. */
async function outcomeOf(transport: Transport, method: string, params: unknown[]): Promise<unknown> {
  try {
    return await transport.request(method, params, { alone: true })
  } catch (error) {
    if (error instanceof MethodMissingError) return 'missing'
    if (error instanceof RpcResponseError) return 'failed'
    throw error
  }
}

async function isOffered(transport: Transport, method: string, params: unknown[]): Promise<boolean> {
  return (await outcomeOf(transport, method, params)) !== 'missing'
}

async function answers(transport: Transport, method: string, params: unknown[]): Promise<boolean> {
  const outcome = await outcomeOf(transport, method, params)
  return outcome !== 'missing' && outcome !== 'failed'
}

function looksLike(result: unknown, field: string): boolean {
  return typeof result === 'object' && result !== null && field in result
}
