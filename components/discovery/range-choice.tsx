import { type View, viewQuery } from '@/components/parallelism/view'
import { RangeChoices } from '@/components/parallelism/view-controls'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'

/** The blocks that a suggestion is made for, as links. Discovery has no policy: every key touched counts. */
export function RangeChoice({ view, href }: { view: View; href: string }) {
  const to = (range: View['range']) => `${href}${viewQuery({ ...view, policy: DEFAULT_POLICY, range })}`
  return (
    <nav className="view-controls" aria-label="What is shown">
      <RangeChoices range={view.range} to={to} />
    </nav>
  )
}
