import Link from 'next/link'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import { askQuery } from '@/components/what-if/what-if-query'
import type { WorstBlock } from '@/lib/db/read/worst-blocks'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { joinKey } from '@/lib/parallelism/keys'
import type { Policy } from '@/lib/parallelism/types'
import { keyWords } from './key-name'
import { reasonWords } from './worst-reason'

interface WorstBlockTableProps {
  blocks: WorstBlock[]
  /** what the reasons were found under */
  policy: Policy
  modules: ModuleNames
  base: Base
}

/** The blocks with the heaviest critical paths, each with its reason in words. */
export function WorstBlockTable({ blocks, policy, modules, base }: WorstBlockTableProps) {
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
    {
      id: 'ask',
      header: 'Change it',
      align: 'right',
      wide: true,
      hint: 'What the block would have been if the updates of that key commuted',
      cell: ({ blockNumber, hotKey }) =>
        hotKey && (
          <Link
            href={`${path.whatIf(base)}${askQuery({ kind: 'key', key: joinKey(hotKey) }, policy, { from: blockNumber, to: blockNumber })}`}
            prefetch={false}
            aria-label={`What if ${keyWords(hotKey)} were commutative in block ${blockNumber}`}
          >
            What if
          </Link>
        ),
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

function reason(block: WorstBlock) {
  const words = reasonWords(block)
  if (!block.hotKey) return `${words}.`
  const name = keyWords(block.hotKey)
  return (
    <>
      {words.slice(0, -name.length)}
      <b>{name}</b>
    </>
  )
}
