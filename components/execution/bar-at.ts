import type { Bar } from './timeline-layout'

/** The bar under a point, or the nearest on its row within `reach`. Gas across, pixels down; none is undefined. */
export function barAt(bars: readonly Bar[], gas: number, y: number, reach: number): Bar | undefined {
  let nearest: Bar | undefined
  let distance = reach
  for (const bar of bars) {
    if (y < bar.top || y >= bar.top + bar.height + 1) continue
    const away = Math.max(bar.start - gas, gas - bar.end, 0)
    if (away > distance || (away === distance && nearest !== undefined)) continue
    nearest = bar
    distance = away
  }
  return nearest
}
