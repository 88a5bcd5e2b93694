import { RANGES, type RangeName } from '@/components/parallelism/view'
import { Choice, Option } from '@/components/parallelism/view-controls'
import { integer } from '@/lib/format/numbers'
import { POLICIES, WORKERS } from '@/lib/parallelism/types'
import { type WhatIfView, whatIfQuery } from './what-if-query'

const rangeNames: Record<RangeName, string> = { '100': '100', '1000': '1,000', '10000': '10,000', all: 'all' }

/** Policy, range and workers as links that keep the change. */
export function WhatIfControls({ view, href }: { view: WhatIfView; href: string }) {
  const to = (change: Partial<WhatIfView>) => `${href}${whatIfQuery({ ...view, ...change })}`
  const { range } = view
  const one = typeof range === 'object' && range.from === range.to
  return (
    <nav className="view-controls" aria-label="What is shown">
      <Choice name="Policy">
        {POLICIES.map((policy) => (
          <Option key={policy} href={to({ policy })} current={policy === view.policy}>
            {policy}
          </Option>
        ))}
      </Choice>
      <Choice name="Last blocks">
        {RANGES.map((name) => (
          <Option key={name} href={to({ range: name })} current={name === range}>
            {rangeNames[name]}
          </Option>
        ))}
        {typeof range === 'object' && (
          <Option href={to({})} current>
            {one ? `block ${integer(range.from)}` : `${integer(range.from)} to ${integer(range.to)}`}
          </Option>
        )}
      </Choice>
      <Choice name="Workers">
        {WORKERS.map((workers) => (
          <Option key={workers} href={to({ workers })} current={workers === view.workers}>
            {workers}
          </Option>
        ))}
      </Choice>
    </nav>
  )
}
