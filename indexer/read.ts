import { parseCalls } from '@/lib/chain/calls'
import type { AccessListEvidence } from '@/lib/chain/check-access-list'
import { type CreatedContract, createdContracts } from '@/lib/chain/contracts'
import { type CallMade, callsMade } from '@/lib/chain/module-calls'
import { parseHead } from '@/lib/chain/parse'
import type { Block, Hex, Receipt } from '@/lib/chain/types'
import { RetryableError } from '@/lib/errors'
import { createdInList } from '@/lib/parallelism/access-list/created'
import type { AccessSet, Source } from '@/lib/parallelism/types'
import { readReceiptsAndAccess, untilRefused } from '@/lib/rpc/access'
import type { RpcClient } from '@/lib/rpc/client'
import type { Capabilities } from '@/lib/rpc/probe'

/** A block with all that the node says of it, not yet verified. */
export interface ReadBlock {
  block: Block
  receipts: Receipt[]
  /** one a transaction */
  access: AccessSet[]
  source: Source
  /** what is known of its access list */
  accessList: AccessListEvidence
  contracts: CreatedContract[]
  /** transaction index -> why it failed, where its trace says so */
  failures: Map<number, string>
  /** messages of each transaction; undefined where the node did not trace them, or need not */
  calls?: CallMade[][]
  /** why traces were given up, where the node refused them: sentences */
  refusals: string[]
  /** keccak-256 of the code of the contracts touched, where it was asked for and the traces tell it */
  codeHashes?: Map<Hex, Hex>
}

/** Failed transactions of a block up to which each is traced alone. */
const TRACED_ALONE = 8
const TOP_CALL = { tracer: 'callTracer', tracerConfig: { onlyTopCall: true } }

export interface ReadOptions {
  withCodeHashes?: boolean
  /** reads the calls of every transaction, where the node offers them */
  withCalls?: boolean
}

/**
 * Reads a block, its receipts and its traces. Where the node cannot trace it, access sets come from its access list or are
 * estimated, and the source says so.
 * Throws a RetryableError where the node does not have the block, or its parts belong to different blocks.
 */
export async function readBlock(
  rpc: RpcClient,
  number: bigint,
  can: Capabilities,
  { withCodeHashes = false, withCalls = false }: ReadOptions = {},
): Promise<ReadBlock> {
  const block = await rpc.block(number)
  if (block === undefined) throw new RetryableError(`The node at ${rpc.node} does not have block ${number}.`)
  const refusals: string[] = []
  const refused = (reason: string) => refusals.push(reason)
  const { receipts, access, source, diff, codeHashes, list, accessList } = await readReceiptsAndAccess(
    rpc,
    block,
    can,
    refused,
    withCodeHashes,
  )
  const traced = can.callTracer
    ? await untilRefused(() => readCalls(rpc, block, receipts, withCalls), refused)
    : undefined
  return {
    block,
    receipts,
    access,
    source,
    accessList,
    contracts: createdContracts({
      block,
      receipts,
      diff,
      listed: list && createdInList(list, block.transactions.length),
    }),
    failures: traced?.failures ?? new Map(),
    calls: traced?.calls,
    refusals,
    codeHashes,
  }
}

/** The hash that the node has at a number; undefined where it has no such block. */
export async function hashAt(rpc: RpcClient, number: bigint): Promise<Hex | undefined> {
  const raw = await rpc.request('eth_getBlockByNumber', [`0x${number.toString(16)}`, false])
  return raw === null ? undefined : parseHead(raw, `eth_getBlockByNumber(${number})`).hash
}

/**
 * Why transactions failed, and with `all` every call of the block. For failures alone a few are traced alone, many with
 * their whole block, whichever costs a node less.
 */
async function readCalls(
  rpc: RpcClient,
  block: Block,
  receipts: readonly Receipt[],
  all: boolean,
): Promise<Pick<ReadBlock, 'failures' | 'calls'>> {
  const failed = receipts.filter(({ status }) => status === 0)
  const where = `callTracer of block ${block.number}`
  const failures = new Map<number, string>()
  if (block.transactions.length === 0 || (!all && failed.length === 0)) return { failures }
  const alone = !all && failed.length <= TRACED_ALONE
  const frames = alone
    ? await Promise.all(
        failed.map(({ transactionHash }) =>
          rpc.request('debug_traceTransaction', [transactionHash, TOP_CALL]),
        ),
      )
    : (await rpc.calls(block)).map(({ result }) => result)
  for (const [at, { error }] of parseCalls(frames, where).entries()) {
    const index = alone ? failed[at]?.transactionIndex : at
    if (index !== undefined && error !== null) failures.set(index, error)
  }
  const gas = receipts.map(({ gasUsed }) => gasUsed)
  return { failures, calls: all ? callsMade(frames, gas, where) : undefined }
}
