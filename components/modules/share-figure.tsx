import { bucketRows, bucketWords } from '@/components/charts/bucket-rows'
import { ChartFigure } from '@/components/charts/chart-figure'
import { ShareChart } from '@/components/charts/dynamic'
import { type ModuleNames, moduleColour, moduleName } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ModuleBucket, ModuleTotal } from '@/lib/db/read/module-metrics'
import type { Step } from '@/lib/db/read/span'
import { integer, percent } from '@/lib/format/numbers'
import type { Home } from './load-modules'
import { type ModulePoint, pointsOf, sumOf } from './module-points'

/** What is shared between modules. */
export interface Shared {
  /** names chart and table: "Gas by home module" */
  title: string
  /** heads the column of sums: "Gas used" */
  whole: string
  measure: (total: ModuleTotal) => bigint
  /** completes "DeFi ...": "uses most: 40% of the gas" */
  words: (share: string) => string
}

/** Gas, by the home of the transactions that used it. */
export const gasShared: Shared = {
  title: 'Gas by home module',
  whole: 'Gas used',
  measure: (total) => total.homeGas,
  words: (share) => `uses most: ${share} of the gas.`,
}

/** State, by how often transactions wait for each other on it. */
export const stateShared: Shared = {
  title: 'Dependencies by the module whose state they go through',
  whole: 'All',
  measure: (total) => BigInt(total.edges),
  words: (share) => `is waited on most: ${share} of the dependencies go through its state.`,
}

interface ShareFigureProps {
  shared: Shared
  homes: Home[]
  buckets: ModuleBucket[]
  step: Step
  modules: ModuleNames
  csv: string
}

/** How something is shared between modules over a range, stacked. */
export function ShareFigure({ shared, homes, buckets, step, modules, csv }: ShareFigureProps) {
  const { title, whole, measure, words } = shared
  const points = pointsOf(buckets)
  const present = homes.filter(({ total }) => measure(total) > 0n)
  const ids = present.map(({ id }) => id)
  const series = ids.map((id) => ({
    id,
    name: moduleName(id, modules),
    colour: moduleColour(id, modules),
  }))
  const of = (point: ModulePoint, id: string) => {
    const module = point.modules.get(id)
    return module ? measure(module) : 0n
  }
  const rows = bucketRows(
    points,
    (point) => {
      const sum = sumOf(point, measure)
      const shares = ids.map((id) => [id, sum === 0n ? 0 : (Number(of(point, id)) / Number(sum)) * 100])
      return { values: Object.fromEntries(shares) }
    },
    step,
  )
  const [first] = present.toSorted((a, b) => (measure(a.total) < measure(b.total) ? 1 : -1))
  const all = homes.reduce((sum, { total }) => sum + measure(total), 0n)
  const caption = first
    ? `${moduleName(first.id, modules)} ${words(percent(measure(first.total), all))}`
    : 'There is none in this range.'
  const columns: Column<ModulePoint>[] = [
    {
      id: 'blocks',
      header: 'seconds' in step ? 'Time' : 'Blocks',
      rowHeader: true,
      cell: (point) => bucketWords(point, step),
    },
    ...ids.map(
      (id): Column<ModulePoint> => ({
        id,
        header: moduleName(id, modules),
        align: 'right',
        cell: (point) => integer(of(point, id)),
      }),
    ),
    { id: 'sum', header: whole, align: 'right', cell: (point) => integer(sumOf(point, measure)) },
  ]
  return (
    <ChartFigure
      caption={caption}
      height={260}
      chart={<ShareChart rows={rows} series={series} height={260} label={`${title}, shares. ${caption}`} />}
      names={series.map(({ id, name, colour }) => (
        <span key={id} className="module-tag" style={{ ['--module' as string]: colour }}>
          {name}
        </span>
      ))}
      rows={points.length}
      table={<DataTable label={title} columns={columns} rows={points} rowKey={({ from }) => `${from}`} />}
      csv={csv}
    />
  )
}
