import { bucketRows } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { type Column, DataTable } from '@/components/table/data-table'
import { integer, ratio } from '@/lib/format/numbers'
import type { ChangedBlock, Outcome } from './load-what-if'
import { pairWords, ratioOf } from './what-if-words'

const series: ChartSeries[] = [
  { id: 'after', name: 'Bound then', look: 'main' },
  { id: 'before', name: 'Bound today', look: 'limit' },
]

const bound = ({ block }: ChangedBlock['before']): number | null =>
  block.criticalPathGas === 0n ? null : Number(block.gasUsed) / Number(block.criticalPathGas)

/** The speedup bound of every block, today and after the change. */
export function ChangeChart({ outcome: { blocks, metrics }, csv }: { outcome: Outcome; csv: string }) {
  const rows = bucketRows(
    blocks.map((block) => ({ ...block, from: block.number, to: block.number })),
    ({ before, after }) => ({ values: { before: bound(before), after: bound(after) } }),
  )
  const caption = `The speedup bound, gas used over critical path gas, block by block: ${pairWords(ratioOf(metrics, 'gasUsed', 'criticalPathGas', '×'))} over all of them.`
  const columns: Column<ChangedBlock>[] = [
    { id: 'block', header: 'Block', rowHeader: true, align: 'right', cell: ({ number }) => integer(number) },
    {
      id: 'gas',
      header: 'Gas used',
      align: 'right',
      wide: true,
      cell: ({ before }) => integer(before.block.gasUsed),
    },
    {
      id: 'today',
      header: 'Critical path today',
      align: 'right',
      cell: ({ before }) => integer(before.block.criticalPathGas),
    },
    {
      id: 'then',
      header: 'Then',
      align: 'right',
      cell: ({ after }) => integer(after.block.criticalPathGas),
    },
    {
      id: 'bounds',
      header: 'Bound today',
      align: 'right',
      wide: true,
      cell: ({ before: { block } }) => `${ratio(block.gasUsed, block.criticalPathGas)}×`,
    },
    {
      id: 'boundsThen',
      header: 'Bound then',
      align: 'right',
      wide: true,
      cell: ({ after: { block } }) => `${ratio(block.gasUsed, block.criticalPathGas)}×`,
    },
    {
      id: 'waiting',
      header: 'Gas no longer waiting',
      align: 'right',
      wide: true,
      cell: ({ freed }) => integer(freed.waitingGas),
    },
  ]
  const height = 240
  return (
    <ChartFigure
      caption={caption}
      height={height}
      chart={
        <LineChart rows={rows} series={series} unit="×" digits={2} height={height} label={caption} speedup />
      }
      names={<LineNames series={series} />}
      rows={blocks.length}
      table={
        <DataTable
          label="Critical path of every block today and after the change"
          columns={columns}
          rows={blocks}
          rowKey={({ number }) => `${number}`}
        />
      }
      csv={csv}
    />
  )
}
