import { decodeAccess } from '@/lib/parallelism/codec'
import type { Policy } from '@/lib/parallelism/types'
import type { WhatIfBlock } from '@/lib/parallelism/what-if'
import type { PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import type { BlockRange } from './metrics'

/** An indexed block with its access sets, to ask "what if" of. */
export interface StoredWhatIfBlock {
  number: bigint
  /** unix seconds */
  timestamp: bigint
  source: string
  block: WhatIfBlock
}

/** At most so much is taken of a range, from its end. */
export interface WhatIfLimits {
  blocks: number
  transactions: number
}

interface Candidate {
  block_number: bigint
  transactions: number
}

/** The newest analysed blocks of a range within the limits, ascending; the first of them in any case. */
export async function findWhatIfBlocks(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
  limits: WhatIfLimits,
): Promise<bigint[]> {
  const rows = await db.$queryRaw<Candidate[]>`
    SELECT m.block_number, m.transactions FROM block_metrics m
    WHERE m.chain_id = ${chainId} AND m.policy = ${policy}
      AND m.block_number BETWEEN ${range.from} AND ${range.to}
    ORDER BY m.block_number DESC LIMIT ${limits.blocks}`
  const chosen: bigint[] = []
  let transactions = 0
  for (const row of rows) {
    transactions += row.transactions
    if (chosen.length > 0 && transactions > limits.transactions) break
    chosen.unshift(row.block_number)
  }
  return chosen
}

/** These blocks with their access sets, ascending; those of which none are stored are left out. */
export async function getWhatIfBlocks(
  db: PrismaClient,
  chainId: bigint,
  numbers: readonly bigint[],
): Promise<StoredWhatIfBlock[]> {
  const among = { in: [...numbers] }
  const [packed, blocks, transactions] = await Promise.all([
    db.blockAccess.findMany({ where: { chainId, blockNumber: among }, orderBy: { blockNumber: 'asc' } }),
    db.block.findMany({ where: { chainId, number: among }, select: { number: true, timestamp: true } }),
    db.transaction.findMany({
      where: { chainId, blockNumber: among },
      orderBy: [{ blockNumber: 'asc' }, { index: 'asc' }],
      select: { blockNumber: true, from: true, to: true, created: true, gasUsed: true },
    }),
  ])
  const timestamps = new Map(blocks.map(({ number, timestamp }) => [number, timestamp]))
  const byBlock = grouped(transactions, ({ blockNumber }) => blockNumber)
  const stored = packed.map(({ blockNumber, source, data }) => ({
    number: blockNumber,
    source,
    access: decodeAccess(data),
    transactions: (byBlock.get(blockNumber) ?? []).map(({ from, to, created, gasUsed }) => ({
      sender: hexOf(from),
      target: to ? hexOf(to) : created ? hexOf(created) : undefined,
      gas: gasUsed,
    })),
  }))
  const contracts = new Set(stored.flatMap(({ access }) => access.flatMap((set) => set.contracts)))
  for (const { transactions: sent } of stored) {
    for (const { target } of sent) if (target !== undefined) contracts.add(target)
  }
  const moduleAt = await moduleHistory(db, chainId, contracts, numbers)
  return stored.map(({ number, source, access, transactions: sent }) => ({
    number,
    source,
    timestamp: timestamps.get(number) ?? 0n,
    block: { access, transactions: sent, moduleOf: (contract) => moduleAt(contract, number) },
  }))
}

/** Module of each contract by block, by what was in force there. */
async function moduleHistory(
  db: PrismaClient,
  chainId: bigint,
  contracts: ReadonlySet<string>,
  numbers: readonly bigint[],
): Promise<(contract: string, block: bigint) => string | undefined> {
  const newest = numbers.at(-1) ?? 0n
  const rows = await db.moduleContract.findMany({
    where: { chainId, contract: { in: [...contracts].map(bytesOf) }, fromBlock: { lte: newest } },
    orderBy: [{ blockNumber: 'asc' }, { logIndex: 'asc' }],
    select: { contract: true, fromBlock: true, moduleId: true, added: true },
  })
  const moves = grouped(rows, ({ contract }) => hexOf(contract))
  return (contract, block) => {
    let module: string | undefined
    for (const { fromBlock, moduleId, added } of moves.get(`0x${contract.slice(2)}`) ?? []) {
      if (fromBlock > block) continue
      if (added) module = moduleId
      else if (module === moduleId) module = undefined
    }
    return module
  }
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) groups.set(keyOf(row), [row])
    else group.push(row)
  }
  return groups
}
