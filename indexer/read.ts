import { parseCalls } from '@/lib/chain/calls'
import type { AccessListEvidence } from '@/lib/chain/check-access-list'
import { type CreatedContract, createdContracts } from '@/lib/chain/contracts'
import { parseHead } from '@/lib/chain/parse'
import type { Block, Hex, Receipt } from '@/lib/chain/types'
import { RetryableError } from '@/lib/errors'
import type { AccessSet, Source } from '@/lib/parallelism/types'
import { readReceiptsAndAccess, untilRefused } from '@/lib/rpc/access'
import type { RpcClient } from '@/lib/rpc/client'
import type { Capabilities } from '@/lib/rpc/probe'
import type { Say } from './log'

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
  /** keccak-256 of the code of the contracts touched, where it was asked for and the traces tell it */
  codeHashes?: Map<Hex, Hex>
}

/** Failed transactions of a block up to which each is traced alone. */
const TRACED_ALONE = 8
const TOP_CALL = { tracer: 'callTracer', tracerConfig: { onlyTopCall: true } }

/**
 * Reads a block, its receipts and its traces. Where the node cannot trace it, access sets come from its access list or are
 * estimated, and the source says so.
 * Throws a RetryableError where the node does not have the block, or its parts belong to different blocks.
 */
export async function readBlock(
  rpc: RpcClient,
  number: bigint,
  can: Capabilities,
  say: Say,
  withCodeHashes = false,
): Promise<ReadBlock> {
  const block = await rpc.block(number)
  if (block === undefined) throw new RetryableError(`The node at ${rpc.node} does not have block ${number}.`)
  const refused = (reason: string) => say(`Block ${number} is stored without this trace: ${reason}`)
  const { receipts, access, source, diff, codeHashes, accessList } = await readReceiptsAndAccess(
    rpc,
    block,
    can,
    refused,
    withCodeHashes,
  )
  const failures = can.callTracer
    ? await untilRefused(() => readFailures(rpc, block, receipts), refused)
    : undefined
  return {
    block,
    receipts,
    access,
    source,
    accessList,
    contracts: createdContracts({ block, receipts, diff }),
    failures: failures ?? new Map(),
    codeHashes,
  }
}

/** The hash that the node has at a number; undefined where it has no such block. */
export async function hashAt(rpc: RpcClient, number: bigint): Promise<Hex | undefined> {
  const raw = await rpc.request('eth_getBlockByNumber', [`0x${number.toString(16)}`, false])
  return raw === null ? undefined : parseHead(raw, `eth_getBlockByNumber(${number})`).hash
}

/** Why transactions failed: a few are traced alone, many with their whole block, whichever costs a node less. */
async function readFailures(
  rpc: RpcClient,
  block: Block,
  receipts: readonly Receipt[],
): Promise<Map<number, string>> {
  const failed = receipts.filter(({ status }) => status === 0)
  const where = `callTracer of block ${block.number}`
  const reasons = new Map<number, string>()
  if (failed.length === 0) return reasons
  const alone = failed.length <= TRACED_ALONE
  const frames = alone
    ? await Promise.all(
        failed.map(({ transactionHash }) =>
          rpc.request('debug_traceTransaction', [transactionHash, TOP_CALL]),
        ),
      )
    : await rpc.calls(block)
  for (const [at, { error }] of parseCalls(frames, where).entries()) {
    const index = alone ? failed[at]?.transactionIndex : at
    if (index !== undefined && error !== null) reasons.set(index, error)
  }
  return reasons
}
