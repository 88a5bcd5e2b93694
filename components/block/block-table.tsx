import Link from 'next/link'
import { Age } from '@/components/chips/quantities'
import { Verdict } from '@/components/chips/verdict'
import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import type { BlockSummary } from '@/lib/db/read/blocks'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

interface BlockTableProps {
  blocks: BlockSummary[]
  base: Base
  label: string
  /** fewer columns, for half the page's width */
  brief?: boolean
  /** number of the block that stood above the first row on the page before, to see a gap between the two */
  above?: bigint
}

/** Blocks that are missing between two stored ones, in words; undefined where there is no gap. */
export function gapBetween(upper: bigint | undefined, lower: bigint): string | undefined {
  const missing = upper === undefined ? 0n : upper - lower - 1n
  if (missing <= 0n) return undefined
  return missing === 1n ? '1 block not indexed' : `${integer(missing)} blocks not indexed`
}

/** Stored blocks, newest first. What lies between two of them and is not stored is shown as a gap. */
export function BlockTable({ blocks, base, label, brief, above }: BlockTableProps) {
  const upper = new Map(blocks.map((block, i) => [block.number, i === 0 ? above : blocks[i - 1]?.number]))
  const columns: Column<BlockSummary>[] = [
    {
      id: 'number',
      header: 'Block',
      rowHeader: true,
      cell: (block) => (
        <Link href={path.block(base, block.number)} prefetch={false}>
          {integer(block.number)}
        </Link>
      ),
    },
    {
      id: 'age',
      header: 'Age',
      fill: true,
      wrap: true,
      cell: (block) => <Age timestamp={block.timestamp} />,
    },
    {
      id: 'transactions',
      header: 'Txs',
      align: 'right',
      hint: 'Transactions in the block',
      cell: (block) => integer(block.transactionCount),
    },
    { id: 'gas', header: 'Gas used', align: 'right', cell: (block) => integer(block.gasUsed) },
  ]
  if (!brief) {
    columns.push({
      id: 'full',
      header: 'Of limit',
      align: 'right',
      wide: true,
      cell: (block) => (
        <ShareBar part={block.gasUsed} whole={block.gasLimit} text={percent(block.gasUsed, block.gasLimit)} />
      ),
    })
    columns.push({
      id: 'conflicts',
      header: 'In conflict',
      align: 'right',
      wide: true,
      hint: 'Share of transactions with at least one dependency; policy accounts',
      cell: (block) =>
        block.conflictedTxs === undefined ? '–' : percent(block.conflictedTxs, block.transactionCount),
    })
  }
  columns.push({
    id: 'bound',
    header: 'Bound',
    align: 'right',
    hint: 'Speedup bound: gas used over critical path gas; policy accounts',
    cell: (block) =>
      block.criticalPathGas === undefined ? '–' : `${ratio(block.gasUsed, block.criticalPathGas)}×`,
  })
  if (!brief) {
    columns.push({
      id: 'source',
      header: 'Source',
      wide: true,
      align: 'right',
      hint: 'How the access sets were obtained',
      cell: (block) => <SourceWord source={block.source} />,
    })
  }
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={blocks}
      rowKey={(block) => String(block.number)}
      before={(block) => gapBetween(upper.get(block.number), block.number)}
    />
  )
}

function SourceWord({ source }: { source: string }) {
  if (source === 'estimated') return <Verdict kind="estimated" />
  return source === 'access list' ? <Verdict kind="lower bound" word="access list" /> : source
}
