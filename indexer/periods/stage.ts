import { adapterOf } from '@/lib/audit/adapters/registry'
import type { Rows } from '@/lib/db/write/derived'
import type { ReadBlock } from '../read'
import type { ProgramNamed } from '../registry'
import { type AppearContext, appearances, becomeKnown, toAskAgain } from './appear'
import { type DuePeriod, duePeriods } from './due'
import type { PeriodCandidate } from './program'

export interface PeriodContext extends AppearContext {
  /** programs of the configuration, in its order */
  candidates: readonly PeriodCandidate[]
}

/** Follows the programs that are audited by periods over the blocks of a batch. */
export class PeriodStage {
  private constructor(
    private readonly context: PeriodContext,
    private readonly appearing: ReadonlyMap<PeriodCandidate, bigint>,
  ) {}

  static async over(blocks: readonly ReadBlock[], context: PeriodContext): Promise<PeriodStage> {
    const numbers = blocks.map(({ block }) => block.number)
    return new PeriodStage(context, await appearances(context.candidates, numbers, context))
  }

  /** Programs that a block makes known, by the configuration or by the registry, and the audits that it sets off. */
  async take(
    rows: Rows,
    { block, receipts }: ReadBlock,
    named: readonly ProgramNamed[],
  ): Promise<DuePeriod[]> {
    const { candidates, knowledge } = this.context
    const { number, timestamp } = block
    const logs = receipts.flatMap((receipt) => receipt.logs)
    const again = toAskAgain(candidates, logs, knowledge)
    for (const [at, candidate] of candidates.entries()) {
      if (this.appearing.get(candidate) !== number && !again.includes(candidate)) continue
      // Below every log of the block, in the order of the configuration.
      const logIndex = at - candidates.length
      await becomeKnown(rows, candidate, { number, timestamp, logIndex }, this.context)
    }
    for (const { address, kind, name, logIndex } of named) {
      const candidate = candidates.find((one) => one.address === address)
      const announced = candidate ?? { adapter: adapterOf(kind), address, name }
      await becomeKnown(rows, announced, { number, timestamp, logIndex }, this.context)
    }
    const before = knowledge.timestamp
    knowledge.timestamp = timestamp
    return [...knowledge.periods.values()].flatMap((known) =>
      duePeriods(known, { number, timestamp, logs }, before),
    )
  }
}
