import { keyWords } from '@/components/parallelism/key-name'
import type { PrismaClient } from '@/lib/db/generated/client'
import { findBlockAccess, getKeyLabels } from '@/lib/db/read/access'
import { getBlockMetrics } from '@/lib/db/read/block-metrics'
import type { BlockRecord } from '@/lib/db/read/blocks'
import { getHotKeys, type HotKeyTotal } from '@/lib/db/read/hot-keys'
import { getLabels } from '@/lib/db/read/labels'
import { findParallelismTotal, type ParallelismBucket } from '@/lib/db/read/metrics'
import { getModuleConflicts, type ModuleConflictTotal } from '@/lib/db/read/module-metrics'
import { getBlockTransactions, type TransactionSummary } from '@/lib/db/read/transactions'
import { type ConflictGroup, conflictGroups } from '@/lib/parallelism/conflict-groups'
import { addressOfKey, splitKey } from '@/lib/parallelism/keys'
import { type BlockGraph, blockGraph, type Schedule, schedule } from '@/lib/parallelism/schedule'
import type { BlockMetrics } from '@/lib/parallelism/types'
import type { ExecutionQuery } from './execution-query'

/** A block executed by a scheduler, with what the execution tab tells of it. */
export interface Execution {
  block: BlockRecord
  query: ExecutionQuery
  transactions: TransactionSummary[]
  graph: BlockGraph
  run: Schedule
  groups: ConflictGroup[]
  metrics: BlockMetrics
  /** the same metrics as sums over this one block */
  total: ParallelismBucket
  hotKeys: HotKeyTotal[]
  /** dependencies between home modules */
  moduleConflicts: ModuleConflictTotal[]
  /** names of keys by their number in the graph, the keys that a dependency goes through */
  keyNames: Map<number, string>
}

const HOT_KEYS = 8

/** Executes a block by what is stored of it; undefined where no access sets or metrics of it are. */
export async function loadExecution(
  db: PrismaClient,
  chainId: bigint,
  block: BlockRecord,
  query: ExecutionQuery,
): Promise<Execution | undefined> {
  const { policy } = query
  const range = { from: block.number, to: block.number }
  const [executed, metrics, total, hotKeys, moduleConflicts] = await Promise.all([
    loadSchedule(db, chainId, block, query),
    getBlockMetrics(db, chainId, block.number),
    findParallelismTotal(db, chainId, policy, range),
    getHotKeys(db, chainId, policy, range, { limit: HOT_KEYS }),
    getModuleConflicts(db, chainId, policy, range),
  ])
  const own = metrics.find((each) => each.policy === policy)
  if (!executed || !total || !own) return undefined
  const { graph } = executed
  const keyNames = await namesOf(db, chainId, block.number, graph)
  const groups = conflictGroups(graph.dependencies, graph.gas)
  return { block, query, ...executed, groups, metrics: own, total, hotKeys, moduleConflicts, keyNames }
}

/** The schedule of a block and what it stands on; undefined where no access sets of it are stored. */
export async function loadSchedule(
  db: PrismaClient,
  chainId: bigint,
  block: BlockRecord,
  { policy, scheduler, workers }: Pick<ExecutionQuery, 'policy' | 'scheduler' | 'workers'>,
): Promise<{ transactions: TransactionSummary[]; graph: BlockGraph; run: Schedule } | undefined> {
  const [access, transactions] = await Promise.all([
    findBlockAccess(db, chainId, block.number),
    getBlockTransactions(db, chainId, block.number, 0, block.transactionCount),
  ])
  if (access === undefined) return undefined
  const graph = blockGraph(
    access,
    transactions.map(({ gasUsed }) => gasUsed),
    transactions.map(({ modules }) => modules),
    policy,
  )
  return { transactions, graph, run: schedule(graph, scheduler, workers) }
}

async function namesOf(db: PrismaClient, chainId: bigint, number: bigint, { keys, causeKeys }: BlockGraph) {
  const used = [...new Set(causeKeys)]
  const [variables, accounts] = await Promise.all([
    getKeyLabels(db, chainId, number),
    getLabels(
      db,
      chainId,
      used.map((key) => addressOfKey(keys[key] ?? '')),
    ),
  ])
  return new Map(
    used.map((id) => {
      const key = keys[id] ?? ''
      const { kind, address, slot } = splitKey(key)
      const contractLabel = accounts.get(address)
      return [id, keyWords({ kind, address, slot, label: variables.get(key), contractLabel })] as const
    }),
  )
}
