import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartRow, ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ParallelismBucket } from '@/lib/db/read/metrics'
import { integer } from '@/lib/format/numbers'
import { WORKERS } from '@/lib/parallelism/types'
import { boundSeries, drawn, moduleSeries, workerSeries, written } from './series'

const series: ChartSeries[] = [
  { id: 'bound', name: 'Bound', look: 'limit' },
  { id: 'list', name: 'Critical path first', look: 'main' },
  { id: 'order', name: 'Block order', look: 'second' },
  { id: 'optimistic', name: 'Optimistic', look: 'third' },
  { id: 'modules', name: 'Module-partitioned', look: 'fourth' },
]

/** How the speedup of each scheduler grows with the number of workers, over a whole range. */
export function WorkersChart({ total, csv }: { total: ParallelismBucket; csv: string }) {
  const points = WORKERS.map((workers, index) => ({ workers, index, ratios: workerSeries(index) }))
  const rows: ChartRow[] = points.map(({ workers, ratios: [list, order, optimistic] }) => ({
    tick: String(workers),
    title: `${workers} workers`,
    values: {
      bound: drawn(boundSeries, total),
      list: list ? drawn(list, total) : null,
      order: order ? drawn(order, total) : null,
      optimistic: optimistic ? drawn(optimistic, total) : null,
      modules: drawn(moduleSeries, total),
    },
  }))
  const columns: Column<(typeof points)[number]>[] = [
    {
      id: 'workers',
      header: 'Workers',
      align: 'right',
      rowHeader: true,
      cell: (point) => integer(point.workers),
    },
    ...['Critical path first', 'Block order', 'Optimistic'].map(
      (header, i): Column<(typeof points)[number]> => ({
        id: header,
        header,
        align: 'right',
        cell: ({ ratios }) => (ratios[i] ? written(ratios[i], total) : '–'),
      }),
    ),
    { id: 'modules', header: 'Module-partitioned', align: 'right', cell: () => written(moduleSeries, total) },
    { id: 'bound', header: 'Bound', align: 'right', cell: () => written(boundSeries, total) },
  ]
  const caption = `With workers without limit, ${written(boundSeries, total)} at most; with one lane a module, ${written(moduleSeries, total)}, however many workers there are.`
  return (
    <ChartFigure
      caption={caption}
      height={260}
      chart={
        <LineChart
          rows={rows}
          series={series}
          unit="×"
          digits={2}
          height={260}
          label={`Speedup by workers. ${caption}`}
          speedup
        />
      }
      names={<LineNames series={series} />}
      rows={points.length}
      table={
        <DataTable
          label="Speedup by workers"
          columns={columns}
          rows={points}
          rowKey={(point) => `${point.workers}`}
        />
      }
      csv={csv}
    />
  )
}
