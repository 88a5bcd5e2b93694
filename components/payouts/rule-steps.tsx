import type { ReactNode } from 'react'
import type { RegionTrace, RuleTrace } from '@/lib/audit/rule'
import { integer } from '@/lib/format/numbers'

interface RuleStepsProps {
  trace: RegionTrace
  rule: RuleTrace
  /** what was paid, in smallest units */
  paid: bigint
}

/** The way from the published inputs to an amount, every integer written out. */
export function RuleSteps({ trace, rule, paid }: RuleStepsProps) {
  const { population, need, geography, weight, floor, remainder, rank, extra, share, active } = trace
  return (
    <ol className="rule-steps">
      <Step name="Weight" result={weight}>
        {integer(population)} × {integer(need)} × {integer(geography)}
      </Step>
      <Step name="Floor of the share" result={floor}>
        ⌊ {integer(rule.budget)} × {integer(weight)} / {integer(rule.totalWeight)} ⌋
      </Step>
      <Step name="Unit by remainder" result={extra}>
        remainder {integer(remainder)} is number {rank + 1} of {rule.regions.length}; {integer(rule.leftOver)}{' '}
        left over
      </Step>
      <Step name="Share of the region" result={share}>
        {integer(floor)} + {integer(extra)}
      </Step>
      <Step name="Equal part" result={trace.equalPart}>
        ⌊ {integer(share)} / {integer(active)} members ⌋
      </Step>
      <Step name="Amount each" result={trace.amount}>
        min( {integer(rule.cap)}, {integer(trace.equalPart)} )
      </Step>
      <Step name="Paid" result={paid}>
        {paid === trace.amount
          ? 'the same'
          : `${paid > trace.amount ? '+' : '−'}${integer(paid > trace.amount ? paid - trace.amount : trace.amount - paid)}`}
      </Step>
    </ol>
  )
}

function Step({ name, result, children }: { name: string; result: bigint; children: ReactNode }) {
  return (
    <li>
      <span>{name}</span>
      <span className="dim">{children}</span>
      <span>{integer(result)}</span>
    </li>
  )
}
