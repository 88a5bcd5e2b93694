'use client'

import { usePlotArea, useYAxisScale } from 'recharts'

export interface EndLabel {
  id: string
  name: string
  colour: string
  /** on the vertical axis */
  value: number
  /** the text in ink, beside a swatch: for fills, whose colours are too light to read */
  swatch?: boolean
}

/** Pixels between two labels. */
const LINE = 15

/** Moves positions apart to at least `gap`, keeping their order, within `top` and `bottom` where there is room. */
export function spread(positions: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0))
  const placed = new Array<number>(positions.length).fill(0)
  let floor = top
  for (const i of order) {
    placed[i] = Math.max(positions[i] ?? 0, floor)
    floor = (placed[i] ?? 0) + gap
  }
  let ceiling = bottom
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i] ?? 0, ceiling)
    ceiling = (placed[i] ?? 0) - gap
  }
  return placed
}

/** Names the lines of a chart at their right ends. */
export function EndLabels({ labels }: { labels: readonly EndLabel[] }) {
  const area = usePlotArea()
  const scale = useYAxisScale()
  if (!area || !scale) return null
  const wanted = labels.map((label) => scale(label.value) ?? area.y)
  const placed = spread(wanted, LINE, area.y + 4, area.y + area.height - 4)
  const x = area.x + area.width
  return (
    <g className="chart-ends">
      {labels.map((label, i) => (
        <g key={label.id}>
          <path
            d={`M${x + 2} ${wanted[i]}L${x + 8} ${placed[i]}`}
            stroke={label.colour}
            strokeWidth="1"
            fill="none"
          />
          {label.swatch && (
            <rect x={x + 11} y={(placed[i] ?? 0) - 4} width="8" height="8" rx="2" fill={label.colour} />
          )}
          <text
            x={x + (label.swatch ? 24 : 11)}
            y={placed[i]}
            dominantBaseline="central"
            fill={label.swatch ? 'var(--ink-2)' : label.colour}
          >
            {label.name}
          </text>
        </g>
      ))}
    </g>
  )
}
