import type { Hex } from '@/lib/chain/types'
import type { Batch } from '@/lib/db/write/batch'
import type { Checkpoint } from '@/lib/db/write/checkpoint'
import { emptyRows } from '@/lib/db/write/derived'
import { audits, earlierEvents } from './audits'
import { auditPeriods } from './periods/audit'
import type { DuePeriod } from './periods/due'
import { type PeriodContext, PeriodStage } from './periods/stage'
import type { FactsContext } from './periods/stored-facts'
import { type ProcessContext, processBlock } from './process'
import type { ProgramWork } from './programs'
import type { ReadBlock } from './read'

/** What following a chain needs beyond its single blocks. */
export interface Following extends Pick<FactsContext, 'beat' | 'earlier'>, Pick<PeriodContext, 'candidates'> {
  from: Checkpoint | undefined
}

/**
 * Turns blocks that were read into a batch to store. The checkpoint moves from `from` to the last block; without `follow` none
 * moves and each block stands alone: periods are audited over blocks that follow each other.
 */
export async function stageBatch(
  blocks: readonly ReadBlock[],
  chainId: bigint,
  context: ProcessContext,
  follow?: Following,
): Promise<Batch> {
  const rows = emptyRows()
  const work: ProgramWork = { closed: [], registered: [], named: [] }
  const due: DuePeriod[] = []
  const periods = follow && (await PeriodStage.over(blocks, { ...context, ...follow }))
  let parent: Hex | undefined = follow?.from?.hash
  for (const read of blocks) {
    const { closed, registered, named } = await processBlock(rows, read, parent, context)
    work.closed.push(...closed)
    work.registered.push(...registered)
    if (periods) due.push(...(await periods.take(rows, read, named)))
    parent = follow && read.block.hash
  }
  const last = blocks.at(-1)?.block
  const further = furtherRows(work, chainId, context)
  if (follow && last && due.length > 0)
    further.push((transaction) => auditPeriods(transaction, due, last, { ...context, ...follow, chainId }))
  return {
    rows,
    checkpoint: follow && last && { from: follow.from, to: { number: last.number, hash: last.hash } },
    further,
  }
}

/** Events from before registrations come first: the audits read them too. */
function furtherRows(
  { closed, registered }: ProgramWork,
  chainId: bigint,
  { say }: ProcessContext,
): NonNullable<Batch['further']> {
  if (closed.length === 0 && registered.length === 0) return []
  const due = [...closed]
  return [
    async (transaction) => {
      const earlier = await earlierEvents(transaction, chainId, registered)
      due.unshift(...earlier.closed)
      return earlier.rows
    },
    (transaction) => audits(transaction, chainId, due, say),
  ]
}
