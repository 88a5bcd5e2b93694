import { type AdviceReport, advise } from '@/lib/parallelism/advice'
import type { Change } from '@/lib/parallelism/changes'
import { contestedBlock } from '@/lib/parallelism/contested'
import type { Policy } from '@/lib/parallelism/types'
import { type WhatIf, type WhatIfBlock, whatIf, whatIfBase } from '@/lib/parallelism/what-if'

/** A change, and what it does under each policy. */
export interface AskedChange {
  change: Change
  outcomes: { policy: Policy; outcome: WhatIf }[]
}

export interface PolicyAdvice {
  policy: Policy
  report: AdviceReport
}

interface Question {
  policies: readonly Policy[]
  workers: readonly number[]
  changes: readonly Change[]
  advice: boolean
}

/** What a block would have been with each change, and which change frees most; only what was asked for is there. */
export function askWhatIf(
  block: WhatIfBlock,
  { policies, workers, changes, advice }: Question,
): { whatIf?: AskedChange[]; advice?: PolicyAdvice[] } {
  if (changes.length === 0 && !advice) return {}
  const bases = policies.map((policy) => whatIfBase(block, policy, { workers }))
  return {
    ...(changes.length > 0 && {
      whatIf: changes.map((change) => ({
        change,
        outcomes: bases.map((base) => ({ policy: base.policy, outcome: whatIf(base, change) })),
      })),
    }),
    ...(advice && {
      advice: bases.map((base) => ({ policy: base.policy, report: advise([contestedBlock(base)]) })),
    }),
  }
}
