'use client'

import { useState } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { axisTicks, type RatioAxis, ratioAxis } from './axis-ticks'
import { type ChartRow, type ChartSeries, colourOf, LOOKS } from './chart-types'
import { EndLabels } from './end-labels'
import { ChartTooltip } from './tooltip'

export interface LineChartProps {
  rows: ChartRow[]
  series: ChartSeries[]
  /** after each value: "×", "%" */
  unit: string
  digits: number
  height: number
  /** what the chart shows, for people who cannot see it */
  label: string
  /** a value of the axis that means something: 1 is an even load */
  reference?: { value: number; name: string }
  /** the values are speedups: the axis begins at 1× and goes by doublings */
  speedup?: boolean
  /** largest value of the axis; by the data without */
  top?: number
  bandName?: string
}

/** Below this width the names of the lines stand above the chart instead of at their ends. Pixels. */
const NARROW = 480
const LABELS = 138

/** Lines over an even axis, named at their ends, with gaps where values are missing. */
export function LineChart(props: LineChartProps) {
  const { rows, series, unit, digits, height, label, reference, speedup, top, bandName } = props
  const [width, setWidth] = useState(0)
  const narrow = width < NARROW
  const write = (value: number) => `${value.toFixed(digits)}${unit}`
  const axis = speedup ? speedupAxis(rows, series) : evenAxis(top ?? highest(rows, series))
  const tickText = (value: number) => `${Number(value.toFixed(2))}${unit}`
  const single = rows.length === 1
  return (
    <ResponsiveContainer width="100%" height={height} onResize={setWidth}>
      <ComposedChart
        data={rows}
        margin={{ top: 8, right: narrow ? 20 : LABELS, bottom: 0, left: 0 }}
        title={label}
      >
        <CartesianGrid vertical={false} stroke="var(--hair)" />
        <XAxis
          dataKey="tick"
          interval={rows.length <= 6 ? 0 : 'equidistantPreserveStart'}
          minTickGap={narrow ? 44 : 64}
          tickLine={false}
          axisLine={{ stroke: 'var(--hair-strong)' }}
          tickMargin={6}
          height={26}
          padding={single ? 'gap' : undefined}
        />
        <YAxis
          width={widthOf(axis.ticks.map(tickText))}
          scale={speedup ? 'log' : 'linear'}
          domain={[axis.bottom, axis.top]}
          ticks={axis.ticks}
          allowDataOverflow={speedup}
          tickLine={false}
          axisLine={false}
          tickFormatter={tickText}
        />
        <Tooltip
          cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
          isAnimationActive={false}
          content={({ active, label: at }) => {
            const row = active ? rows.find((candidate) => candidate.tick === at) : undefined
            if (!row) return null
            const lines = series.flatMap((one) => {
              const { id, name } = one
              const value = row.values[id]
              return typeof value === 'number'
                ? [{ id, name, colour: colourOf(one), text: write(value) }]
                : []
            })
            const band =
              row.band && bandName
                ? [
                    {
                      id: 'band',
                      name: bandName,
                      colour: 'var(--hair)',
                      text: row.band.map(write).join(' – '),
                    },
                  ]
                : []
            return <ChartTooltip title={row.title} lines={[...lines, ...band]} />
          }}
        />
        {bandName && (
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--ink)"
            fillOpacity={0.07}
            isAnimationActive={false}
            activeDot={false}
            connectNulls={false}
          />
        )}
        {reference && (
          <ReferenceLine
            y={reference.value}
            stroke="var(--ink-3)"
            strokeWidth={1}
            label={{ value: reference.name, position: 'insideBottomLeft', className: 'chart-note' }}
          />
        )}
        {series.map((one) => (
          <Line
            key={one.id}
            dataKey={(row: ChartRow) => row.values[one.id]}
            name={one.id}
            stroke={colourOf(one)}
            strokeWidth={LOOKS[one.look].width}
            strokeDasharray={LOOKS[one.look].dash}
            dot={rows.length <= 40 ? { r: 1.75, strokeDasharray: 'none', fill: 'var(--ground)' } : false}
            activeDot={{ r: 3 }}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
        {!narrow && <EndLabels labels={endsOf(rows, series)} />}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

function evenAxis(most: number): RatioAxis {
  const ticks = axisTicks(most)
  return { bottom: 0, top: ticks.at(-1) ?? 1, ticks }
}

function speedupAxis(rows: readonly ChartRow[], series: readonly ChartSeries[]): RatioAxis {
  const values = rows.flatMap((row) => [
    ...series.flatMap(({ id }) => row.values[id] ?? []),
    ...(row.band ?? []),
  ])
  return ratioAxis(
    values.reduce((least, value) => Math.min(least, value), 1),
    highest(rows, series),
  )
}

/** Room for the names of ticks: some seven pixels a letter, and what stands between them and the plot. */
function widthOf(ticks: readonly string[]): number {
  return 12 + 7 * ticks.reduce((most, text) => Math.max(most, text.length), 2)
}

function highest(rows: readonly ChartRow[], series: readonly ChartSeries[]): number {
  const values = rows.flatMap((row) => [...series.map(({ id }) => row.values[id] ?? 0), row.band?.[1] ?? 0])
  return values.reduce((most, value) => Math.max(most, value), 0)
}

function endsOf(rows: readonly ChartRow[], series: readonly ChartSeries[]) {
  return series.flatMap((one) => {
    const { id, name } = one
    const value = rows.findLast((row) => typeof row.values[id] === 'number')?.values[id]
    return typeof value === 'number' ? [{ id, name, colour: colourOf(one), value }] : []
  })
}
