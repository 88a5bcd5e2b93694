import Link from 'next/link'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { WorstBlock } from '@/lib/db/read/worst-blocks'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { keyWords } from './key-name'

interface WorstBlockTableProps {
  blocks: WorstBlock[]
  modules: ModuleNames
  base: Base
}

/** The blocks with the heaviest critical paths, each with its reason in words. */
export function WorstBlockTable({ blocks, modules, base }: WorstBlockTableProps) {
  if (blocks.length === 0)
    return <EmptyState>No transaction of these blocks had to wait for another.</EmptyState>
  const columns: Column<WorstBlock>[] = [
    {
      id: 'block',
      header: 'Block',
      rowHeader: true,
      cell: (block) => (
        <Link href={path.block(base, block.blockNumber)} prefetch={false}>
          {integer(block.blockNumber)}
        </Link>
      ),
    },
    { id: 'reason', header: 'What stood in the way', wrap: true, fill: true, cell: (block) => reason(block) },
    {
      id: 'module',
      header: 'Module',
      wide: true,
      cell: (block) =>
        block.hotKey ? <ModuleTag id={block.hotKey.moduleId} modules={modules} base={base} /> : '–',
    },
    {
      id: 'critical',
      header: 'Critical path gas',
      align: 'right',
      wide: true,
      cell: (block) => integer(block.criticalPathGas),
    },
    {
      id: 'share',
      header: 'Of gas used',
      align: 'right',
      wide: true,
      cell: (block) => percent(block.criticalPathGas, block.gasUsed),
    },
    {
      id: 'bound',
      header: 'Bound',
      align: 'right',
      hint: 'Speedup bound: gas used over critical path gas',
      cell: (block) => `${ratio(block.gasUsed, block.criticalPathGas)}×`,
    },
    {
      id: 'chain',
      header: 'Longest chain',
      align: 'right',
      wide: true,
      hint: 'Transactions one after the other, at most',
      cell: (block) => `${integer(block.longestChainTxs)} of ${integer(block.transactions)}`,
    },
  ]
  return (
    <DataTable
      label="Blocks with the heaviest critical paths"
      columns={columns}
      rows={blocks}
      rowKey={(block) => `${block.blockNumber}`}
    />
  )
}

function reason({ hotKey, gasUsed }: WorstBlock) {
  if (!hotKey) return 'Nothing waits behind a single key.'
  return (
    <>
      {percent(hotKey.waitingGas, gasUsed, 0)} of the gas waits behind <b>{keyWords(hotKey)}</b>
    </>
  )
}
