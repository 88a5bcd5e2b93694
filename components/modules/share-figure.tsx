import { blocksOf, bucketRows } from '@/components/charts/bucket-rows'
import { ChartFigure } from '@/components/charts/chart-figure'
import { ShareChart } from '@/components/charts/dynamic'
import { type ModuleNames, moduleColour, moduleName } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ModuleBucket } from '@/lib/db/read/module-metrics'
import { integer, percent } from '@/lib/format/numbers'
import { type GasPoint, gasPoints } from './gas-points'
import type { Home } from './load-modules'

interface ShareFigureProps {
  homes: Home[]
  buckets: ModuleBucket[]
  modules: ModuleNames
  csv: string
}

/** How the gas used is shared between homes over the blocks of a range. */
export function ShareFigure({ homes, buckets, modules, csv }: ShareFigureProps) {
  const points = gasPoints(buckets)
  const ids = homes.filter(({ total }) => total.homeGas > 0n).map(({ id }) => id)
  const series = ids.map((id) => ({
    id,
    name: moduleName(id, modules),
    colour: moduleColour(id, modules),
  }))
  const rows = bucketRows(points, ({ gas, sum }) => ({
    values: Object.fromEntries(
      ids.map((id) => [id, sum === 0n ? 0 : (Number(gas.get(id) ?? 0n) / Number(sum)) * 100]),
    ),
  }))
  const [first] = homes.toSorted((a, b) => (a.total.homeGas < b.total.homeGas ? 1 : -1))
  const all = homes.reduce((sum, { total }) => sum + total.homeGas, 0n)
  const caption = first
    ? `${moduleName(first.id, modules)} uses most: ${percent(first.total.homeGas, all)} of the gas.`
    : ''
  const columns: Column<GasPoint>[] = [
    { id: 'blocks', header: 'Blocks', rowHeader: true, cell: blocksOf },
    ...ids.map(
      (id): Column<GasPoint> => ({
        id,
        header: moduleName(id, modules),
        align: 'right',
        cell: ({ gas }) => integer(gas.get(id) ?? 0n),
      }),
    ),
    { id: 'sum', header: 'Gas used', align: 'right', cell: ({ sum }) => integer(sum) },
  ]
  return (
    <ChartFigure
      caption={caption}
      height={260}
      chart={<ShareChart rows={rows} series={series} height={260} label={`Gas by home module. ${caption}`} />}
      names={series.map(({ id, name, colour }) => (
        <span key={id} className="module-tag" style={{ ['--module' as string]: colour }}>
          {name}
        </span>
      ))}
      rows={points.length}
      table={
        <DataTable
          label="Gas by home module"
          columns={columns}
          rows={points}
          rowKey={({ from }) => `${from}`}
        />
      }
      csv={csv}
    />
  )
}
