'use client'

import { useState } from 'react'
import { Area, AreaChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { AreaSeries, ChartRow } from './chart-types'
import { EndLabels } from './end-labels'
import { ChartTooltip } from './tooltip'

export interface ShareChartProps {
  rows: ChartRow[]
  /** from the bottom up; their values at each row add up to 100 */
  series: AreaSeries[]
  height: number
  label: string
}

const NARROW = 480
const LABELS = 132

/** Shares of a whole, stacked, named at the right. Values are percent. */
export function ShareChart({ rows, series, height, label }: ShareChartProps) {
  const [width, setWidth] = useState(0)
  const narrow = width < NARROW
  return (
    <ResponsiveContainer width="100%" height={height} onResize={setWidth}>
      <AreaChart
        data={rows}
        margin={{ top: 8, right: narrow ? 20 : LABELS, bottom: 0, left: 0 }}
        title={label}
      >
        <XAxis
          dataKey="tick"
          interval={rows.length <= 6 ? 0 : 'equidistantPreserveStart'}
          minTickGap={narrow ? 44 : 64}
          tickLine={false}
          axisLine={{ stroke: 'var(--hair-strong)' }}
          tickMargin={6}
          height={26}
        />
        <YAxis
          width={46}
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          tickLine={false}
          axisLine={false}
          tickFormatter={(value: number) => `${value}%`}
        />
        <Tooltip
          cursor={{ stroke: 'var(--ink)', strokeWidth: 1 }}
          isAnimationActive={false}
          content={({ active, label: at }) => {
            const row = active ? rows.find((candidate) => candidate.tick === at) : undefined
            if (!row) return null
            const lines = series.toReversed().map(({ id, name, colour }) => ({
              id,
              name,
              colour,
              text: `${(row.values[id] ?? 0).toFixed(1)}%`,
            }))
            return <ChartTooltip title={row.title} lines={lines} />
          }}
        />
        {series.map(({ id, colour }) => (
          <Area
            key={id}
            dataKey={(row: ChartRow) => row.values[id]}
            name={id}
            stackId="share"
            stroke="var(--ground)"
            strokeWidth={0.75}
            fill={colour}
            fillOpacity={1}
            isAnimationActive={false}
            activeDot={false}
          />
        ))}
        {!narrow && <EndLabels labels={middlesOf(rows, series)} />}
      </AreaChart>
    </ResponsiveContainer>
  )
}

function middlesOf(rows: readonly ChartRow[], series: readonly AreaSeries[]) {
  const last = rows.findLast((row) => series.some(({ id }) => row.values[id] !== null))
  let below = 0
  return series.map(({ id, name, colour }) => {
    const value = last?.values[id] ?? 0
    below += value
    return { id, name, colour, value: below - value / 2, swatch: true }
  })
}
