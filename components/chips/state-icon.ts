import type { ChainState } from '@/lib/format/freshness'
import type { IconName } from './icons'

const icons: Record<ChainState, IconName> = {
  following: 'dot',
  'selected blocks': 'dot',
  'catching up': 'clock',
  'chain stopped': 'pause',
  'node unreachable': 'bolt',
  'indexer stopped': 'bolt',
  'indexer halted': 'bolt',
}

/** The icon of a chain's state: states are told apart by shape, not by colour alone. */
export function stateIcon(state: ChainState): IconName {
  return icons[state]
}
