import type { AccessListEvidence } from '@/lib/chain/check-access-list'
import type { Block, Hex, Receipt } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import { accessSetsFromList } from '@/lib/parallelism/access-list/access-sets'
import type { BlockAccessList } from '@/lib/parallelism/access-list/types'
import { MalformedTraceError } from '@/lib/parallelism/errors'
import { estimateAccessSets } from '@/lib/parallelism/estimate'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'
import type { AccessSet, Source } from '@/lib/parallelism/types'
import type { RpcClient } from '@/lib/rpc/client'
import { codeHashes } from '@/lib/rpc/code'
import { NodeUnreachableError, NotANodeError } from '@/lib/rpc/errors'
import type { Capabilities } from '@/lib/rpc/probe'
import type { TraceResult } from '@/lib/rpc/traces'

/** What a block's transactions did and touched. */
export interface BlockAccess {
  receipts: Receipt[]
  /** one a transaction */
  access: AccessSet[]
  source: Source
  /** the trace of what changed, where there is one */
  diff?: TraceResult[]
  /** what is known of the block's access list, for its verification */
  accessList: AccessListEvidence
  /** keccak-256 of the code of the contracts that were touched, where traces tell it and it was asked for */
  codeHashes?: Map<Hex, Hex>
}

const ATTEMPTS = 3

/**
 * The receipts of a block, and its access sets from the best source that the node has for them: its traces, else its
 * access list where that is the one which the header names, else an estimate from addresses and logs. `refused` hears
 * why traces were given up.
 * @throws RetryableError and connection errors, as every method of the client
 */
export async function readReceiptsAndAccess(
  rpc: RpcClient,
  block: Block,
  can: Pick<Capabilities, 'prestate' | 'prestateDiff' | 'blockAccessList'>,
  refused: (reason: string) => void,
  withCodeHashes = false,
): Promise<BlockAccess> {
  const traces = can.prestate && can.prestateDiff
  const [receipts, traced] = await Promise.all([
    rpc.receipts(block),
    traces ? untilRefused(() => tracedAccess(rpc, block, withCodeHashes), refused) : undefined,
  ])
  if (traced !== undefined) {
    const accessList = { unread: 'the transactions were traced, which tells more than the list' }
    return { receipts, source: 'traced', ...traced, accessList }
  }
  const estimated = (accessList: AccessListEvidence): BlockAccess => ({
    receipts,
    source: 'estimated',
    access: estimatedAccess(block, receipts),
    accessList,
  })
  if (!can.blockAccessList || block.blockAccessListHash === undefined) {
    return estimated({ unread: 'the node offers no block access lists' })
  }
  const given = await rpc.accessList(block)
  if (!('list' in given)) return estimated(given)
  const accessList = { hash: given.hash }
  if (given.hash !== block.blockAccessListHash) return estimated(accessList)
  return { receipts, source: 'access list', access: listedAccess(given.list, block, receipts), accessList }
}

/** What a question gives; undefined where the node keeps refusing it, and `refused` hears why. */
export async function untilRefused<T>(
  ask: () => Promise<T>,
  refused: (reason: string) => void,
): Promise<T | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (attempt < ATTEMPTS) continue
      refused(error.message)
      return undefined
    }
  }
}

/** An answer that says no, as against a node that is not there or a block that went away. */
function isRefusal(error: unknown): error is Error {
  if (error instanceof NodeUnreachableError || error instanceof NotANodeError) return false
  return error instanceof UserError || error instanceof MalformedTraceError
}

async function tracedAccess(rpc: RpcClient, block: Block, withCodeHashes: boolean) {
  const [plain, diff] = await Promise.all([rpc.prestate(block), rpc.prestateDiff(block)])
  const { number, transactions, miner } = block
  const access = accessSetsFromTraces({ block: number, transactions, miner, plain, diff })
  return { access, diff, codeHashes: withCodeHashes ? codeHashes(plain) : undefined }
}

function listedAccess(list: BlockAccessList, block: Block, receipts: readonly Receipt[]): AccessSet[] {
  const { transactions, miner } = block
  const emitters = receipts.map(({ logs }) => logs.map(({ address }) => address))
  return accessSetsFromList({ list, transactions, miner, emitters })
}

function estimatedAccess(block: Block, receipts: readonly Receipt[]): AccessSet[] {
  const transactions = block.transactions.map(({ from, to, value, input }, at) => ({
    from,
    to,
    value,
    input,
    created: receipts[at]?.contractAddress,
    status: receipts[at]?.status,
  }))
  return estimateAccessSets({ transactions, logs: receipts.map((receipt) => receipt.logs) })
}
