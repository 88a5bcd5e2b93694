import type { Bar } from './timeline-layout'

/** Keys that move from bar to bar. */
export const STEP_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const
export type StepKey = (typeof STEP_KEYS)[number]

/**
 * The transaction that a key leads to from another: before or after it on its lane, on the lane above or below the one
 * that runs nearest in time, or the block's first and last. Without one to begin at, the first to start.
 */
export function stepBar(bars: readonly Bar[], from: number | undefined, key: StepKey): number | undefined {
  const running = bars.filter(({ kind }) => kind === 'run')
  const byStart = running.toSorted((a, b) => a.start - b.start || a.top - b.top)
  if (key === 'Home') return byStart[0]?.transaction
  if (key === 'End') return byStart.at(-1)?.transaction
  const own = running.find(({ transaction }) => transaction === from)
  if (!own) return byStart[0]?.transaction
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const lane = byStart.filter(({ top }) => top === own.top)
    const at = lane.indexOf(own) + (key === 'ArrowRight' ? 1 : -1)
    return (lane[at] ?? own).transaction
  }
  const tops = [...new Set(running.map(({ top }) => top))].sort((a, b) => a - b)
  const top = tops[tops.indexOf(own.top) + (key === 'ArrowDown' ? 1 : -1)]
  const away = ({ start, end }: Bar) => Math.max(own.start - end, start - own.end, 0)
  const lane = byStart.filter((bar) => bar.top === top)
  return lane.reduce((best, bar) => (away(bar) < away(best) ? bar : best), lane[0] ?? own).transaction
}
