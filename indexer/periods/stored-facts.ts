import type { AdapterFacts } from '@/lib/audit/adapters/adapter'
import type { AuditedBlock } from '@/lib/audit/types'
import { findBlock } from '@/lib/db/write/block-range'
import type { Transaction } from '@/lib/db/write/connection'
import { readSentCalls } from '@/lib/db/write/payment-proofs'
import { readSourceLogs } from '@/lib/db/write/source-logs'
import { findBlockAt, findRunStart } from '@/lib/db/write/stored-blocks'
import { RetryableError } from '@/lib/errors'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'
import { CannotAuditError } from '@/lib/verify/adapters/cannot-audit'
import { findBlocks, type PeriodBlocks } from '@/lib/verify/adapters/find-blocks'
import { auditedBlock, rangeOf, startOf } from '@/lib/verify/adapters/gather'
import { identifyProgram } from '@/lib/verify/adapters/identify'
import { type SourceLogs, searchSources } from '@/lib/verify/adapters/search'
import type { DuePeriod } from './due'

export interface FactsContext {
  chainId: bigint
  rpc: RpcClient
  /** told that the work goes on, where it takes long */
  beat: () => void
  /** what nodes gave of blocks from before the index */
  earlier: EarlierLogs
}

/** Facts of a period but for the state, and the first of its blocks that is stored. */
export interface StoredFacts {
  facts: Omit<AdapterFacts, 'answers'>
  storedFrom: bigint
}

/**
 * The logs and calldata of a period from the stored blocks, which were verified and linked when they were stored. What lies before the
 * first of them is searched by the node, and verified, as `npm run verify` does it: the same facts, whoever gathers them.
 * @throws CannotAuditError where the period cannot be audited, whoever does it
 */
export async function storedFacts(
  transaction: Transaction,
  { known, period, last }: DuePeriod,
  context: FactsContext,
): Promise<StoredFacts> {
  const { chainId, rpc, earlier } = context
  const { address } = known.program
  const stored = await storedBlocks(transaction, chainId, period, last)
  const blocks = stored ?? (await findBlocks(rpc, address, period, last))
  if (blocks.last !== last)
    throw new RetryableError(
      `The node at ${rpc.node} ends the period ${period.label} with block ${blocks.last}, and the stored blocks with block ${last}.`,
    )
  const program = await programAt(known, last, rpc)
  const sources = known.adapter.sources(program)
  const start = startOf(blocks)
  const storedFrom = await findRunStart(transaction, chainId, start, last)
  const isWhole = storedFrom <= blocks.from
  const before = isWhole
    ? { logs: [], sent: new Map() }
    : await earlier.search(transaction, { ...context, sources, address }, blocks.from, storedFrom)
  const from = isWhole ? blocks.from : storedFrom
  const logs = await readSourceLogs(transaction, chainId, sources, { from, to: last })
  const hashes = [...new Set(logs.map(({ at }) => at.transactionHash))]
  const sent = await readSentCalls(transaction, chainId, hashes)
  const blockAt = async (number: bigint): Promise<AuditedBlock> =>
    (await findBlock(transaction, chainId, number)) ?? (await auditedBlock(rpc, number))
  const range = rangeOf(await blockAt(blocks.first), await blockAt(last), storedFrom)
  const { list } = known.candidate
  return {
    facts: {
      program,
      period,
      range,
      logs: [...before.logs, ...logs],
      sent: new Map([...before.sent, ...sent]),
      ...(list && { list }),
    },
    storedFrom: from,
  }
}

/** Where a period with an end lies among the stored blocks; undefined where they do not tell. */
async function storedBlocks(
  transaction: Transaction,
  chainId: bigint,
  { window, history = 0n }: DuePeriod['period'],
  last: bigint,
): Promise<PeriodBlocks | undefined> {
  if (window.kind === 'life') return undefined
  const begin = await findBlockAt(transaction, chainId, window.from, last)
  const early = await findBlockAt(transaction, chainId, window.from - history, last)
  if (begin === undefined || early === undefined || begin === 0n) return undefined
  const blocks = { from: early === 0n ? 1n : early, first: begin - 1n, last }
  const start = early === 0n ? 0n : early - 1n
  return (await findRunStart(transaction, chainId, start, last)) === start ? blocks : undefined
}

/** The program as it is at a block. A node without that state still knows what it was when it became known. */
async function programAt({ program, adapter, candidate }: DuePeriod['known'], block: bigint, rpc: RpcClient) {
  const { address, parts } = candidate
  try {
    // Without the configuration's name: a report has nothing in it that another could not know.
    return await identifyProgram(rpc, adapter, { address, parts }, block)
  } catch (error) {
    if (!(error instanceof RpcResponseError)) throw error
    const preset = adapter.presets.find((one) => one.chainId === program.chainId && one.address === address)
    return { ...program, name: preset?.name ?? adapter.name }
  }
}

/** Logs of the time before the first stored block, kept since a period without an end is audited again and again. */
export class EarlierLogs {
  readonly #found = new Map<string, SourceLogs>()

  /** The logs of some sources from `from` to the block before `end`, which is stored: its hash stands for them. */
  async search(
    transaction: Transaction,
    {
      chainId,
      rpc,
      beat,
      address,
      sources,
    }: FactsContext & Pick<DuePeriod['known'], 'sources'> & { address: string },
    from: bigint,
    end: bigint,
  ): Promise<SourceLogs> {
    const first = await findBlock(transaction, chainId, end)
    const key = `${address} ${from} ${first?.hash}`
    const held = this.#found.get(key)
    if (held !== undefined) return held
    try {
      const found = await searchSources(rpc, sources, { from, to: end - 1n }, beat)
      this.#found.set(key, found)
      return found
    } catch (error) {
      if (!(error instanceof RpcResponseError)) throw error
      throw new CannotAuditError(
        `Blocks ${from} to ${end - 1n} are not stored, and the node does not search their logs: ${error.message}`,
      )
    }
  }
}
