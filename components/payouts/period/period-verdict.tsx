import { Verdict, verdictKind } from '@/components/chips/verdict'
import type { Period } from '@/lib/db/read/periods'

/** What the newest audit of a period said, or that there could be none. */
export function PeriodVerdict({ period }: { period: Pick<Period, 'verdict' | 'refusal'> }) {
  return period.verdict === undefined ? (
    <Verdict kind="indeterminate" word="not audited" reason={period.refusal} />
  ) : (
    <Verdict kind={verdictKind(period.verdict)} />
  )
}
