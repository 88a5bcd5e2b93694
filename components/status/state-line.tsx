import { Icon } from '@/components/chips/icons'
import { stateIcon } from '@/components/chips/state-icon'
import type { Freshness } from '@/lib/format/freshness'

/** The state of a chain in one word or two and one sentence. */
export function StateLine({ state, tone, sentence }: Freshness) {
  return (
    <p className="state-line" data-tone={tone}>
      <span className="state-name">
        <Icon name={stateIcon(state)} /> {state.charAt(0).toUpperCase() + state.slice(1)}
      </span>
      <span>{sentence}</span>
    </p>
  )
}
