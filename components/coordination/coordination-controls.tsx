import type { View } from '@/components/parallelism/view'
import { Choice, Option, RangeChoices } from '@/components/parallelism/view-controls'
import { type CoordinationQuery, coordinationQuery } from './coordination-query'

interface CoordinationControlsProps {
  view: View
  query: CoordinationQuery
  /** the page's path, without a query */
  href: string
}

const measures = { calls: 'calls', gas: 'gas' } as const
const ends = { modules: 'modules', accounts: 'modules and accounts' } as const

/** Range, measure and ends as links: each state of the page has its address, and works without scripts. */
export function CoordinationControls({ view, query, href }: CoordinationControlsProps) {
  const to = (change: Partial<CoordinationQuery>, other: View = view) =>
    `${href}${coordinationQuery(other, { ...query, ...change })}`
  return (
    <nav className="view-controls" aria-label="What is shown">
      <RangeChoices range={view.range} to={(range) => to({}, { ...view, range })} />
      <Choice name="Width">
        {(['calls', 'gas'] as const).map((by) => (
          <Option key={by} href={to({ by })} current={by === query.by}>
            {measures[by]}
          </Option>
        ))}
      </Choice>
      <Choice name="Between">
        {(['modules', 'accounts'] as const).map((each) => (
          <Option key={each} href={to({ ends: each })} current={each === query.ends}>
            {ends[each]}
          </Option>
        ))}
      </Choice>
    </nav>
  )
}
