import { checkAccessList } from '@/lib/chain/check-access-list'
import { type BlockCheck, inspectBlock, type Outcome } from '@/lib/chain/verify'
import { UserError } from '@/lib/errors'
import { analysePolicies } from '@/lib/parallelism/analyse'
import type { BlockAnalysis, ModuleOf, Policy, Source } from '@/lib/parallelism/types'
import { readReceiptsAndAccess } from '@/lib/rpc/access'
import type { RpcClient } from '@/lib/rpc/client'
import type { Capabilities } from '@/lib/rpc/probe'

/** All that is found out about one block. */
export interface BlockReport {
  chainId: bigint
  number: bigint
  hash: string
  /** unix seconds */
  timestamp: bigint
  transactions: number
  gasUsed: bigint
  source: Source
  /** why better sources were given up: sentences */
  refused: string[]
  verification: Record<BlockCheck, Outcome>
  /** worker counts of every makespan, in the order of the arrays */
  workers: readonly number[]
  analyses: BlockAnalysis[]
}

export interface ReportOptions {
  policies: readonly Policy[]
  workers: readonly number[]
  moduleOf: ModuleOf
  /** the only source to use, in place of the best one */
  source?: Source
}

/**
 * Reads, verifies and analyses a block. A block that does not verify is reported as such, and analysed all the same.
 * Throws a UserError where the node does not have the block,
 * or no access sets from the source that is wanted.
 */
export async function reportBlock(
  rpc: RpcClient,
  can: Capabilities,
  number: bigint,
  { policies, workers, moduleOf, source: wanted }: ReportOptions,
): Promise<BlockReport> {
  const block = await rpc.block(number)
  if (block === undefined) throw new UserError(`The node at ${rpc.node} does not have block ${number}.`)
  const refused: string[] = []
  const { receipts, access, source, accessList } = await readReceiptsAndAccess(
    rpc,
    block,
    only(wanted, can),
    (reason) => refused.push(reason),
  )
  if (wanted !== undefined && source !== wanted) {
    const why = refused[0] ?? `${whyNot(wanted, checkAccessList(block, accessList))}.`
    throw new UserError(`Block ${number} has no access sets of the source "${wanted}": ${why}`)
  }
  if (receipts.length !== block.transactions.length) {
    throw new UserError(
      `The node at ${rpc.node} gave ${receipts.length} receipts for the ${block.transactions.length} transactions of block ${number}.`,
    )
  }
  const costs = block.transactions.map((transaction, at) => ({
    gas: receipts[at]?.gasUsed ?? 0n,
    target: transaction.to ?? receipts[at]?.contractAddress ?? undefined,
  }))
  return {
    chainId: await rpc.chainId(),
    number,
    hash: block.hash,
    timestamp: block.timestamp,
    transactions: block.transactions.length,
    gasUsed: costs.reduce((sum, { gas }) => sum + gas, 0n),
    source,
    refused,
    verification: inspectBlock(block, receipts, undefined, accessList),
    workers,
    analyses: analysePolicies(access, costs, policies, moduleOf, { workers }),
  }
}

/** What the node can do, without what serves another source. */
function only(source: Source | undefined, can: Capabilities): Capabilities {
  if (source === undefined) return can
  const prestate = source === 'traced' && can.prestate
  return { ...can, prestate, blockAccessList: source === 'access list' && can.blockAccessList }
}

function whyNot(wanted: Source, listed: Outcome): string {
  if (wanted === 'traced') return 'the node does not trace blocks'
  return listed.verdict === 'pass' ? 'its header names no access list' : listed.reason
}
