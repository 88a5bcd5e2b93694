import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { stretchTick, stretchWords } from '@/components/charts/time-words'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ReorgStretch } from '@/lib/db/read/head-samples'
import { integer } from '@/lib/format/numbers'
import type { FinalityData } from './load-finality'

const series: ChartSeries[] = [
  { id: 'deepest', name: 'Deepest', look: 'main' },
  { id: 'blocks', name: 'All together', look: 'third' },
]

/** How many blocks reorganisations took away over time. */
export function ReorgFigure({ data, csv }: { data: FinalityData; csv: string }) {
  const { since, until, seconds, stretches } = data
  const byStart = new Map(stretches.map((stretch) => [stretch.start, stretch]))
  const points: bigint[] = []
  for (let start = since - (since % seconds); start < until; start += seconds) points.push(start)
  const rows = points.map((start) => {
    const { deepest, blocks } = byStart.get(start) ?? { deepest: 0, blocks: 0 }
    return {
      tick: stretchTick(start, seconds, until - since),
      title: stretchWords(start, seconds),
      values: { deepest, blocks },
    }
  })
  const reorgs = stretches.reduce((sum, stretch) => sum + stretch.reorgs, 0)
  const deepest = stretches.reduce((most, stretch) => Math.max(most, stretch.deepest), 0)
  const caption =
    reorgs === 1
      ? `1 reorganisation, ${blocks(deepest)} deep.`
      : `${integer(reorgs)} reorganisations, the deepest of ${blocks(deepest)}.`
  const columns: Column<ReorgStretch>[] = [
    { id: 'time', header: 'Seen', rowHeader: true, cell: ({ start }) => stretchWords(start, seconds) },
    { id: 'reorgs', header: 'Reorganisations', align: 'right', cell: (row) => integer(row.reorgs) },
    { id: 'deepest', header: 'Deepest, blocks', align: 'right', cell: (row) => integer(row.deepest) },
    { id: 'blocks', header: 'Removed, blocks', align: 'right', cell: (row) => integer(row.blocks) },
  ]
  return (
    <ChartFigure
      caption={caption}
      height={200}
      chart={
        <LineChart
          rows={rows}
          series={series}
          unit=""
          digits={0}
          height={200}
          label={`Blocks removed by reorganisations. ${caption}`}
        />
      }
      names={<LineNames series={series} />}
      rows={stretches.length}
      table={
        <DataTable
          label="Blocks removed by reorganisations"
          columns={columns}
          rows={stretches}
          rowKey={({ start }) => `${start}`}
        />
      }
      csv={csv}
    />
  )
}

function blocks(count: number): string {
  return count === 1 ? '1 block' : `${integer(count)} blocks`
}
