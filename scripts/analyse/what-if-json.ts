import type { Advice, PathGas } from '@/lib/parallelism/advice'
import { actionText, plainTargetName, targetText } from '@/lib/parallelism/change-text'
import { adviceSentence } from '@/lib/parallelism/change-words'
import type { WhatIf } from '@/lib/parallelism/what-if'
import { compareMetrics } from '@/lib/parallelism/what-if-metrics'
import type { AskedChange, PolicyAdvice } from './what-if'

/** A change with all metrics before and after under each policy; gas as numbers, as in the rest of the report. */
export function whatIfJson({ change, outcomes }: AskedChange, workers: readonly number[]): object {
  return {
    target: targetText(change.target),
    action: actionText(change.action),
    policies: Object.fromEntries(
      outcomes.map(({ policy, outcome }) => [policy, outcomeJson(outcome, workers)]),
    ),
  }
}

function outcomeJson(outcome: WhatIf, workers: readonly number[]) {
  const { freed, keys } = outcome
  const rows = compareMetrics([outcome], workers)
  const column = (of: 'before' | 'after' | 'difference') =>
    Object.fromEntries(rows.map((row) => [row.id, Number(row[of])]))
  return {
    keys,
    freed: { ...pathJson(freed), moduleMakespanGas: Number(freed.moduleMakespanGas) },
    before: column('before'),
    after: column('after'),
    difference: column('difference'),
    criticalPath: outcome.after.block.criticalPath,
  }
}

/** Ranked advice by policy. */
export function adviceJson(advice: readonly PolicyAdvice[]): object {
  return Object.fromEntries(
    advice.map(({ policy, report }) => {
      const one = (given: Advice) => ({
        target: targetText(given.target),
        kind: given.target.kind,
        action: 'commutative',
        keys: given.keys,
        freed: pathJson(given.freed),
        after: pathJson(given.after),
        splitAfter: pathJson(given.splitAfter),
        sentence: adviceSentence(given, report, plainTargetName(given.target)),
      })
      const { before, tried, targets, ways } = report
      return [policy, { before: pathJson(before), tried, targets, ways, ranked: report.advice.map(one) }]
    }),
  )
}

const pathJson = ({ criticalPathGas, waitingGas }: PathGas) => ({
  criticalPathGas: Number(criticalPathGas),
  waitingGas: Number(waitingGas),
})
