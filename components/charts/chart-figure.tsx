import type { ReactNode } from 'react'
import { integer } from '@/lib/format/numbers'
import { type ChartSeries, colourOf, LOOKS } from './chart-types'

interface ChartFigureProps {
  /** what the chart says, in a sentence or two */
  caption: ReactNode
  /** pixels of the drawing; kept free while it loads */
  height: number
  chart: ReactNode
  /** names of the lines, for narrow screens and before scripts */
  names: ReactNode
  /** rows of the table behind the chart */
  rows: number
  table: ReactNode
  csv: string
}

/** A chart with what belongs to it: its words, its names, its table, its CSV. */
export function ChartFigure({ caption, height, chart, names, rows, table, csv }: ChartFigureProps) {
  return (
    <figure className="chart">
      <figcaption>{caption}</figcaption>
      <div className="chart-names">{names}</div>
      <div className="chart-plot" style={{ height }}>
        {chart}
        <noscript>The drawing needs scripts; the table below holds its figures.</noscript>
      </div>
      <div className="chart-foot">
        <details className="chart-data">
          <summary>
            Data table <span className="dim">{rowsWords(rows)}</span>
          </summary>
          {table}
        </details>
        <a className="chart-csv" href={csv} download>
          CSV
        </a>
      </div>
    </figure>
  )
}

/** "1 row", "1,407 rows". */
function rowsWords(rows: number): string {
  return rows === 1 ? '1 row' : `${integer(rows)} rows`
}

/** The lines of a chart by name, each with a piece of itself. */
export function LineNames({ series }: { series: readonly ChartSeries[] }) {
  return series.map((one) => {
    const { id, name, look } = one
    const { width, dash } = LOOKS[look]
    return (
      <span key={id}>
        <svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
          <path d="M0 4h22" stroke={colourOf(one)} strokeWidth={width} strokeDasharray={dash} />
        </svg>
        {name}
      </span>
    )
  })
}
