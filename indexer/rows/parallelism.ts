import { toHex } from '@/lib/chain/bytes'
import { type CallMade, moduleCalls } from '@/lib/chain/module-calls'
import type { DerivedRow, Rows } from '@/lib/db/write/derived'
import { analysePolicies } from '@/lib/parallelism/analyse'
import { ENCODING, encodeAccess } from '@/lib/parallelism/codec'
import { isStorageKey, splitKey } from '@/lib/parallelism/keys'
import { Scratch } from '@/lib/parallelism/scratch'
import {
  type AccessSet,
  type HotKey,
  type ModuleOf,
  POLICIES,
  type Policy,
  type Source,
  TRANSFER,
  type TransactionCost,
  UNASSIGNED,
} from '@/lib/parallelism/types'

const HOT_KEYS = 10

/** One block after another is analysed here, each in the memory of the one before. */
const scratch = new Scratch()

export interface AnalysisInput {
  blockNumber: bigint
  source: Source
  access: AccessSet[]
  costs: TransactionCost[]
  /** modules in force at this block */
  moduleOf: ModuleOf
  /** messages of each transaction, where they were traced */
  calls?: readonly (readonly CallMade[])[]
}

/** Adds access sets, metrics under every policy, module conflicts, module calls and hot keys of a block. */
export function addParallelism(rows: Rows, input: AnalysisInput): void {
  const { blockNumber, source, access, costs, moduleOf, calls = [] } = input
  rows.blockAccess.push({ blockNumber, source, encoding: ENCODING, data: toHex(encodeAccess(access)) })
  for (const [transactionIndex, set] of access.entries()) {
    rows.transactionAccess.push(accessRow(blockNumber, transactionIndex, set))
  }
  const contracts = new Set(access.flatMap((set) => set.contracts))
  const ownerOf = (address: string) => moduleOf(address) ?? (contracts.has(address) ? UNASSIGNED : TRANSFER)
  // What sends a message inside a transaction has code, also where no access set holds a key of it.
  const sending = new Set(calls.flatMap((made) => made.slice(1).map(({ from }) => from)))
  const endOf = (address: string) => {
    const owner = ownerOf(address)
    return owner === TRANSFER && sending.has(address) ? UNASSIGNED : owner
  }
  for (const sum of moduleCalls(calls.flat(), endOf, UNASSIGNED))
    rows.moduleCall.push({ ...sum, blockNumber })
  for (const analysis of analysePolicies(access, costs, POLICIES, moduleOf, { scratch })) {
    const { policy } = analysis.block
    rows.blockMetrics.push({ ...analysis.block, blockNumber, source })
    for (const metrics of analysis.modules) rows.moduleMetrics.push({ ...metrics, blockNumber, policy })
    for (const conflict of analysis.moduleConflicts)
      rows.moduleConflict.push({ ...conflict, blockNumber, policy })
    for (const [rank, hotKey] of analysis.hotKeys.slice(0, HOT_KEYS).entries()) {
      rows.hotKey.push(hotKeyRow(blockNumber, policy, rank, hotKey, ownerOf))
    }
  }
}

function accessRow(
  blockNumber: bigint,
  transactionIndex: number,
  set: AccessSet,
): DerivedRow['transactionAccess'] {
  return {
    blockNumber,
    transactionIndex,
    reads: set.reads.length,
    writes: set.writes.length,
    credits: set.credits.length,
    storageReads: set.reads.filter(isStorageKey).length,
    storageWrites: set.writes.filter(isStorageKey).length,
    contracts: set.contracts.length,
  }
}

function hotKeyRow(
  blockNumber: bigint,
  policy: Policy,
  rank: number,
  { key, ...counts }: HotKey,
  ownerOf: (address: string) => string,
): DerivedRow['hotKey'] {
  const { kind, address, slot } = splitKey(key)
  return {
    blockNumber,
    policy,
    rank,
    kind,
    address,
    slot,
    label: null,
    moduleId: ownerOf(address),
    ...counts,
  }
}
