import { bucketRows, bucketWords } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { type ModuleNames, moduleName } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ModuleBucket } from '@/lib/db/read/module-metrics'
import type { Step } from '@/lib/db/read/span'
import { integer, ratio } from '@/lib/format/numbers'
import { loadImbalance } from './load-imbalance'
import { type Home, homesOf } from './load-modules'
import { type ModulePoint, pointsOf } from './module-points'

interface ImbalanceFigureProps {
  homes: Home[]
  buckets: ModuleBucket[]
  step: Step
  modules: ModuleNames
  csv: string
}

interface Point extends ModulePoint {
  largest: bigint
  sum: bigint
  count: bigint
  /** the module with the largest home gas */
  id: string | undefined
}

const series: ChartSeries[] = [{ id: 'imbalance', name: 'Largest / mean', look: 'main' }]

/** Load imbalance over a range: how much more gas the busiest module used than the modules did on average. */
export function ImbalanceFigure({ homes, buckets, step, modules, csv }: ImbalanceFigureProps) {
  const registered = homes.flatMap(({ module }) => (module ? [module] : []))
  const points = pointsOf(buckets).map((point): Point => {
    const here = homesOf(registered, [...point.modules.values()])
    const load = loadImbalance(here)
    const busiest = here.find(({ module, total }) => module && total.homeGas === load?.largest)
    return {
      ...point,
      largest: load?.largest ?? 0n,
      sum: load?.sum ?? 0n,
      count: load?.modules ?? 0n,
      id: load && busiest?.id,
    }
  })
  const written = ({ largest, count, sum }: Point) => ratio(largest * count, sum)
  const rows = bucketRows(
    points,
    ({ largest, count, sum }) => ({
      values: { imbalance: sum === 0n ? null : Number(largest * count) / Number(sum) },
    }),
    step,
  )
  const total = loadImbalance(homes)
  const caption = total
    ? `Over the range the busiest of ${total.modules} modules uses ${ratio(total.largest * total.modules, total.sum)} times the gas of the mean: 1 would be an even load, ${total.modules} all of it in one module.`
    : 'No registered module used gas in this range.'
  const columns: Column<Point>[] = [
    {
      id: 'blocks',
      header: 'seconds' in step ? 'Time' : 'Blocks',
      rowHeader: true,
      cell: (point) => bucketWords(point, step),
    },
    { id: 'ratio', header: 'Largest / mean', align: 'right', cell: written },
    {
      id: 'busiest',
      header: 'Busiest module',
      cell: ({ id }) => (id === undefined ? '–' : moduleName(id, modules)),
    },
    { id: 'largest', header: 'Its home gas', align: 'right', cell: ({ largest }) => integer(largest) },
    { id: 'sum', header: 'Gas of all modules', align: 'right', cell: ({ sum }) => integer(sum) },
  ]
  return (
    <ChartFigure
      caption={caption}
      height={240}
      chart={
        <LineChart
          rows={rows}
          series={series}
          unit="×"
          digits={2}
          height={240}
          label={`Load imbalance, largest over mean home gas. ${caption}`}
          reference={{ value: 1, name: 'even' }}
        />
      }
      names={<LineNames series={series} />}
      rows={points.length}
      table={
        <DataTable label="Load imbalance" columns={columns} rows={points} rowKey={({ from }) => `${from}`} />
      }
      csv={csv}
    />
  )
}
