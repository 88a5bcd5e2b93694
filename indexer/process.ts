import type { Hex } from '@/lib/chain/types'
import { verifyBlock } from '@/lib/chain/verify'
import type { Rows } from '@/lib/db/write/derived'
import { homeModule, modulesTouched } from '@/lib/parallelism/modules'
import type { ProgramConfig } from '@/lib/program-config'
import type { RpcClient } from '@/lib/rpc/client'
import type { HotKeyNames } from './hot-key-names'
import type { Knowledge } from './knowledge'
import type { Say } from './log'
import { addPrograms, type ProgramWork } from './programs'
import type { ReadBlock } from './read'
import { addRegistryEvents } from './registry'
import { blockRow, logRows, transactionRow } from './rows/block'
import { addParallelism } from './rows/parallelism'
import { addTokens } from './tokens'

export interface ProcessContext {
  rpc: RpcClient
  knowledge: Knowledge
  registry: Hex | undefined
  configured: readonly ProgramConfig[]
  names: HotKeyNames
  say: Say
}

/**
 * Verifies, decodes and analyses one block, and adds its rows. Blocks come in the order of the chain, since what a block makes
 * known (modules, tokens, programs) holds for the ones after it.
 *
 * @param parentHash hash of the block before, where it is known
 * @throws VerificationError where the block is not what its hash says; nothing has been added then
 */
export async function processBlock(
  rows: Rows,
  read: ReadBlock,
  parentHash: Hex | undefined,
  context: ProcessContext,
): Promise<ProgramWork> {
  const { block, receipts, access, source, failures } = read
  const { rpc, knowledge, registry } = context
  const verification = verifyBlock(block, receipts, parentHash, read.accessList)
  await knowledge.file.apply(rows, {
    number: block.number,
    access,
    created: read.contracts,
    codeHashes: read.codeHashes,
  })
  const { moduleOf, labelOf } = knowledge.assignment
  const logs = receipts.flatMap((receipt) => receipt.logs)

  rows.block.push(blockRow(block, verification, source))
  for (const [at, transaction] of block.transactions.entries()) {
    const receipt = receipts[at]
    const set = access[at]
    if (receipt === undefined || set === undefined)
      throw new Error(`block ${block.number} lacks a receipt or access set at ${at}`)
    const target = transaction.to ?? receipt.contractAddress ?? undefined
    rows.transaction.push(
      transactionRow(transaction, receipt, {
        homeModule: homeModule(target, set, moduleOf),
        modules: modulesTouched(set, moduleOf),
        error: failures.get(at),
      }),
    )
    rows.log.push(...logRows(receipt))
  }
  rows.contract.push(...read.contracts.map((contract) => ({ ...contract, codeHash: contract.codeHash })))
  const costs = block.transactions.map((transaction, at) => ({
    gas: receipts[at]?.gasUsed ?? 0n,
    target: transaction.to ?? receipts[at]?.contractAddress ?? undefined,
  }))
  addParallelism(rows, { blockNumber: block.number, source, access, costs, moduleOf, calls: read.calls })
  const hotKeys = rows.hotKey.filter(({ blockNumber }) => blockNumber === block.number)
  await context.names.label(hotKeys, read, labelOf)
  await addTokens(rows, logs, block.number, knowledge, rpc)
  const named = addRegistryEvents(rows, logs, registry, knowledge.assignment, knowledge.file)
  return addPrograms(rows, { number: block.number, logs, transactions: block.transactions }, named, context)
}
