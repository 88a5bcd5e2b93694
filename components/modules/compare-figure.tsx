import { bucketRows, bucketWords } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { type ModuleNames, moduleColour, moduleName } from '@/components/chips/tags'
import type { COMPARED } from '@/components/parallelism/view'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { ModuleBucket, ModuleTotal } from '@/lib/db/read/module-metrics'
import type { Step } from '@/lib/db/read/span'
import type { Home } from './load-modules'
import { type ModulePoint, pointsOf } from './module-points'
import { moduleBound, moduleRates, rate } from './module-series'

/** A figure by which modules are compared. */
interface Comparison {
  title: string
  unit: '×' | '%'
  digits: number
  value: (total: ModuleTotal) => number | null
  speedup?: boolean
}

const [conflicts, cross] = moduleRates

/** The figures by which modules can be compared, by the word that names each in the address. */
export const COMPARISONS = {
  bound: {
    title: 'Speedup bound on its own keys',
    unit: '×',
    digits: 2,
    value: moduleBound,
    speedup: true,
  },
  conflicts: {
    title: 'Conflict rate',
    unit: '%',
    digits: 1,
    value: (total) => (conflicts ? rate(conflicts, total) : null),
  },
  cross: {
    title: 'Cross-module share',
    unit: '%',
    digits: 1,
    value: (total) => (cross ? rate(cross, total) : null),
  },
} satisfies Record<(typeof COMPARED)[number], Comparison>

/** Lines that are still told apart; the modules that use most gas are drawn, all are in the table. */
const LINES = 8

interface CompareFigureProps {
  comparison: Comparison
  homes: Home[]
  buckets: ModuleBucket[]
  step: Step
  modules: ModuleNames
  csv: string
}

/** One figure of every registered module over a range, side by side. */
export function CompareFigure({ comparison, homes, buckets, step, modules, csv }: CompareFigureProps) {
  const { title, unit, digits, value, speedup } = comparison
  const written = (total: ModuleTotal | undefined) => {
    const figure = total ? value(total) : null
    return figure === null ? '–' : `${figure.toFixed(digits)}${unit}`
  }
  const points = pointsOf(buckets)
  const known = homes.filter(({ module }) => module !== undefined)
  const drawn = known
    .toSorted((a, b) => (a.total.homeGas < b.total.homeGas ? 1 : -1))
    .slice(0, LINES)
    .map(({ id }) => id)
  const series = known
    .filter(({ id }) => drawn.includes(id))
    .map(
      ({ id }): ChartSeries => ({
        id,
        name: moduleName(id, modules),
        look: 'main',
        colour: moduleColour(id, modules),
      }),
    )
  const rows = bucketRows(
    points,
    (point) => ({
      values: Object.fromEntries(
        series.map(({ id }) => {
          const module = point.modules.get(id)
          return [id, module ? value(module) : null]
        }),
      ),
    }),
    step,
  )
  const worst = known
    .flatMap(({ id, total }) => {
      const figure = value(total)
      return figure === null ? [] : [{ id, total, figure }]
    })
    .sort((a, b) => (unit === '×' ? a.figure - b.figure : b.figure - a.figure))[0]
  if (!worst) return <EmptyState>No module was touched in this range.</EmptyState>
  const caption = `${title}: ${unit === '×' ? 'lowest' : 'highest'} in ${moduleName(worst.id, modules)}, ${written(worst.total)}.`
  const columns: Column<ModulePoint>[] = [
    {
      id: 'blocks',
      header: 'seconds' in step ? 'Time' : 'Blocks',
      rowHeader: true,
      cell: (point) => bucketWords(point, step),
    },
    ...known.map(
      ({ id }): Column<ModulePoint> => ({
        id,
        header: moduleName(id, modules),
        align: 'right',
        cell: (point) => written(point.modules.get(id)),
      }),
    ),
  ]
  return (
    <ChartFigure
      caption={caption}
      height={280}
      chart={
        <LineChart
          rows={rows}
          series={series}
          unit={unit}
          digits={digits}
          height={280}
          top={unit === '%' ? 100 : undefined}
          label={`By module. ${caption}`}
          speedup={speedup}
        />
      }
      names={<LineNames series={series} />}
      rows={points.length}
      table={
        <DataTable
          label={`${title} by module`}
          columns={columns}
          rows={points}
          rowKey={({ from }) => `${from}`}
        />
      }
      csv={csv}
    />
  )
}
