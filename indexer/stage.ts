import type { Hex } from '@/lib/chain/types'
import type { Batch } from '@/lib/db/write/batch'
import type { Checkpoint } from '@/lib/db/write/checkpoint'
import { emptyRows } from '@/lib/db/write/derived'
import { audits, earlierEvents } from './audits'
import type { Say } from './log'
import { type ProcessContext, processBlock } from './process'
import type { ProgramWork } from './programs'
import type { ReadBlock } from './read'

/**
 * Turns blocks that were read into a batch to store. The checkpoint moves from `from` to the last block; without `follow` none
 * moves and each block stands alone.
 */
export async function stageBatch(
  blocks: readonly ReadBlock[],
  chainId: bigint,
  context: ProcessContext,
  follow?: { from: Checkpoint | undefined },
): Promise<Batch> {
  const rows = emptyRows()
  const work: ProgramWork = { closed: [], registered: [] }
  let parent: Hex | undefined = follow?.from?.hash
  for (const read of blocks) {
    const { closed, registered } = await processBlock(rows, read, parent, context)
    work.closed.push(...closed)
    work.registered.push(...registered)
    parent = follow && read.block.hash
  }
  const last = blocks.at(-1)?.block
  return {
    rows,
    checkpoint: follow && last && { from: follow.from, to: { number: last.number, hash: last.hash } },
    further: furtherRows(work, chainId, context.say),
  }
}

/** Events from before registrations come first: the audits read them too. */
function furtherRows({ closed, registered }: ProgramWork, chainId: bigint, say: Say): Batch['further'] {
  if (closed.length === 0 && registered.length === 0) return undefined
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
