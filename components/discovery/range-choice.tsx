import { rangeTitle } from '@/components/parallelism/range-words'
import { BLOCK_RANGES, TIME_RANGES, type View, viewQuery } from '@/components/parallelism/view'
import { Choice, Option } from '@/components/parallelism/view-controls'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'

/** The blocks that a suggestion is made for, as links. Discovery has no policy: every key touched counts. */
export function RangeChoice({ view, href }: { view: View; href: string }) {
  const { range } = view
  const to = (name: View['range']) => `${href}${viewQuery({ ...view, policy: DEFAULT_POLICY, range: name })}`
  return (
    <nav className="view-controls" aria-label="What is shown">
      <Choice name="Last blocks">
        {BLOCK_RANGES.map((name) => (
          <Option key={name} href={to(name)} current={name === range}>
            {name === 'all' ? 'all' : Number(name).toLocaleString('en-US')}
          </Option>
        ))}
      </Choice>
      <Choice name="Last">
        {TIME_RANGES.map((name) => (
          <Option key={name} href={to(name)} current={name === range}>
            {name}
          </Option>
        ))}
      </Choice>
      {typeof range === 'object' && (
        <Choice name={'since' in range ? 'Time' : 'Blocks'}>
          <Option href={to(range)} current>
            {rangeTitle(range)}
          </Option>
        </Choice>
      )}
    </nav>
  )
}
