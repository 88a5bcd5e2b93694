import { createdContracts } from '@/lib/chain/contracts'
import type { Hex } from '@/lib/chain/types'
import { type BlockCheck, inspectBlock, type Outcome } from '@/lib/chain/verify'
import { UserError } from '@/lib/errors'
import { type BlockContracts, MemberFinder } from '@/lib/modules-file/find-members'
import type { Membership, ModuleRules, Rule } from '@/lib/modules-file/rules'
import { analysePolicies } from '@/lib/parallelism/analyse'
import type { Change } from '@/lib/parallelism/changes'
import type { BlockAnalysis, ModuleOf, Policy, Source } from '@/lib/parallelism/types'
import { readReceiptsAndAccess } from '@/lib/rpc/access'
import type { RpcClient } from '@/lib/rpc/client'
import type { Capabilities } from '@/lib/rpc/probe'
import { expectSource, only } from './source'
import { type AskedChange, askWhatIf, type PolicyAdvice } from './what-if'

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
  /** contracts that the block touches or creates, by module; undefined where no modules were declared */
  members?: ModuleMembers[]
  /** what the block would have been with each of the changes asked for */
  whatIf?: AskedChange[]
  /** which single change frees most, by policy; undefined where nobody asked */
  advice?: PolicyAdvice[]
}

/** The contracts of a module that a block touches or creates, and the rule that made each a member. */
export interface ModuleMembers {
  module: { id: string; name: string }
  contracts: { address: string; rule: Rule; label: string }[]
}

export interface ReportOptions {
  policies: readonly Policy[]
  workers: readonly number[]
  /** the only source to use, in place of the best one */
  source?: Source
  /** which module contracts belong to; none belongs to any without */
  rules?: ModuleRules
  /** changes to ask "what if" of */
  changes?: readonly Change[]
  advice?: boolean
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
  { policies, workers, source: wanted, rules, changes = [], advice = false }: ReportOptions,
): Promise<BlockReport> {
  const block = await rpc.block(number)
  if (block === undefined) throw new UserError(`The node at ${rpc.node} does not have block ${number}.`)
  const refused: string[] = []
  const { receipts, access, source, diff, codeHashes, accessList } = await readReceiptsAndAccess(
    rpc,
    block,
    only(wanted, can),
    (reason) => refused.push(reason),
    rules?.needsCodeHashes,
  )
  expectSource(wanted, source, block, refused[0], accessList)
  if (receipts.length !== block.transactions.length) {
    throw new UserError(
      `The node at ${rpc.node} gave ${receipts.length} receipts for the ${block.transactions.length} transactions of block ${number}.`,
    )
  }
  const costs = block.transactions.map((transaction, at) => ({
    gas: receipts[at]?.gasUsed ?? 0n,
    target: transaction.to ?? receipts[at]?.contractAddress ?? undefined,
  }))
  const found = await membersOf({
    number,
    access,
    codeHashes,
    created: createdContracts({ block, receipts, diff }),
  })
  const moduleOf: ModuleOf = (contract) => found?.get(`0x${contract.slice(2)}`)?.moduleId
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
    members: found && rules && byModule(rules, found),
    ...askWhatIf(
      {
        access,
        transactions: costs.map((cost, at) => ({ ...cost, sender: block.transactions[at]?.from ?? '' })),
        moduleOf,
      },
      { policies, workers, changes, advice },
    ),
  }

  async function membersOf(contracts: BlockContracts): Promise<Map<Hex, Membership> | undefined> {
    if (rules === undefined) return undefined
    const finder = new MemberFinder(rules, rpc, new Map(), (sentence) => refused.push(sentence))
    return finder.find(MemberFinder.contractsOf(contracts), contracts)
  }
}

/** Members in the order of the file, and of their addresses. */
function byModule(rules: ModuleRules, found: ReadonlyMap<Hex, Membership>): ModuleMembers[] {
  return rules.file.modules.map(({ id, name }) => ({
    module: { id, name },
    contracts: [...found]
      .filter(([, { moduleId }]) => moduleId === id)
      .map(([address, { rule, label }]) => ({ address, rule, label }))
      .sort((a, b) => (a.address < b.address ? -1 : 1)),
  }))
}
