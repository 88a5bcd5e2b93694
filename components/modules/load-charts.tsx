import { bucketRows, bucketWords } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { type Column, DataTable } from '@/components/table/data-table'
import type { Step } from '@/lib/db/read/span'
import { integer, percent, ratio } from '@/lib/format/numbers'
import type { ModuleLoad } from './module-loads'

interface LoadChartProps {
  name: string
  loads: ModuleLoad[]
  step: Step
  csv: string
}

const throughput: ChartSeries[] = [{ id: 'transactions', name: 'Home transactions', look: 'main' }]
const share: ChartSeries[] = [{ id: 'share', name: 'Share of gas', look: 'main' }]

/** How many transactions a block a module takes in, over a range. */
export function ThroughputChart({ name, loads, step, csv }: LoadChartProps) {
  const rows = bucketRows(
    loads,
    ({ homeTxs, blocks }) => ({ values: { transactions: homeTxs / blocks } }),
    step,
  )
  const transactions = loads.reduce((sum, { homeTxs }) => sum + homeTxs, 0)
  const blocks = loads.reduce((sum, load) => sum + load.blocks, 0)
  const caption = `${ratio(transactions, blocks, 1)} transactions a block are at home in ${name}, ${integer(transactions)} in ${integer(blocks)} blocks.`
  return (
    <ChartFigure
      caption={caption}
      height={240}
      chart={
        <LineChart
          rows={rows}
          series={throughput}
          unit=""
          digits={1}
          height={240}
          label={`Home transactions a block. ${caption}`}
        />
      }
      names={<LineNames series={throughput} />}
      rows={loads.length}
      table={<LoadTable loads={loads} step={step} label="Throughput" />}
      csv={csv}
    />
  )
}

/** The share of the gas that a module's home transactions use, over a range. */
export function GasShareChart({ name, loads, step, csv }: LoadChartProps) {
  const rows = bucketRows(
    loads,
    ({ homeGas, gasUsed }) => ({
      values: { share: gasUsed === 0n ? null : (Number(homeGas) / Number(gasUsed)) * 100 },
    }),
    step,
  )
  const homeGas = loads.reduce((sum, load) => sum + load.homeGas, 0n)
  const gasUsed = loads.reduce((sum, load) => sum + load.gasUsed, 0n)
  const caption = `The home transactions of ${name} use ${percent(homeGas, gasUsed)} of the gas.`
  return (
    <ChartFigure
      caption={caption}
      height={240}
      chart={
        <LineChart
          rows={rows}
          series={share}
          unit="%"
          digits={1}
          height={240}
          top={100}
          label={`Share of gas. ${caption}`}
        />
      }
      names={<LineNames series={share} />}
      rows={loads.length}
      table={<LoadTable loads={loads} step={step} label="Share of gas" />}
      csv={csv}
    />
  )
}

function LoadTable({ loads, step, label }: { loads: ModuleLoad[]; step: Step; label: string }) {
  const columns: Column<ModuleLoad>[] = [
    {
      id: 'blocks',
      header: 'seconds' in step ? 'Time' : 'Blocks',
      rowHeader: true,
      cell: (load) => bucketWords(load, step),
    },
    { id: 'count', header: 'Analysed blocks', align: 'right', cell: (load) => integer(load.blocks) },
    { id: 'home', header: 'Home txs', align: 'right', cell: (load) => integer(load.homeTxs) },
    { id: 'rate', header: 'A block', align: 'right', cell: (load) => ratio(load.homeTxs, load.blocks, 1) },
    { id: 'gas', header: 'Home gas', align: 'right', cell: (load) => integer(load.homeGas) },
    { id: 'all', header: 'Gas used', align: 'right', cell: (load) => integer(load.gasUsed) },
    { id: 'share', header: 'Share', align: 'right', cell: (load) => percent(load.homeGas, load.gasUsed) },
  ]
  return <DataTable label={label} columns={columns} rows={loads} rowKey={({ from }) => `${from}`} />
}
