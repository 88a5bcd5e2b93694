import Link from 'next/link'
import type { ModuleNames } from '@/components/chips/tags'
import { ShareBar } from '@/components/parallelism/share-bar'
import type { View } from '@/components/parallelism/view'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import type { Advice } from '@/lib/parallelism/advice'
import { targetText } from '@/lib/parallelism/change-text'
import type { WhatIfData } from './load-what-if'
import { TargetName, targetWords } from './target-name'
import { whatIfQuery } from './what-if-query'

interface AdviceTableProps {
  data: WhatIfData
  view: View
  modules: ModuleNames
  base: Base
  csv: string
}

const KINDS = { key: 'one key', contract: 'contract', module: 'module' } as const

/** Changes by what they free, each a link to all that it changes. */
export function AdviceTable({ data: { advice: report, names }, view, modules, base, csv }: AdviceTableProps) {
  const { before, gasUsed, ways } = report
  if (report.advice.length === 0) {
    return (
      <EmptyState>
        No transaction of these blocks waits for another through a key that could be changed.
      </EmptyState>
    )
  }
  const bound = (criticalPathGas: bigint) => `${ratio(gasUsed, criticalPathGas)}×`
  const columns: Column<Advice>[] = [
    {
      id: 'target',
      header: 'Made commutative',
      rowHeader: true,
      wrap: true,
      cell: ({ target }) => <TargetName target={target} names={names} modules={modules} base={base} />,
    },
    {
      id: 'kind',
      header: 'What',
      wide: true,
      cell: ({ target, keys }) =>
        target.kind === 'key'
          ? KINDS.key
          : `${KINDS[target.kind]}, ${integer(keys)} contested ${keys === 1 ? 'key' : 'keys'}`,
    },
    {
      id: 'freed',
      header: 'Freed of the critical path',
      align: 'right',
      cell: ({ freed }) => (
        <ShareBar
          part={freed.criticalPathGas}
          whole={before.criticalPathGas}
          text={percent(freed.criticalPathGas, before.criticalPathGas)}
        />
      ),
    },
    {
      id: 'bound',
      header: `Bound, ${bound(before.criticalPathGas)} today`,
      align: 'right',
      cell: ({ after }) => bound(after.criticalPathGas),
    },
    {
      id: 'split',
      header: `Split ${ways} ways`,
      hint: `The bound where each key is split ${ways} ways by sender instead`,
      align: 'right',
      wide: true,
      cell: ({ splitAfter }) => bound(splitAfter.criticalPathGas),
    },
    {
      id: 'waiting',
      header: 'Gas no longer waiting',
      align: 'right',
      wide: true,
      cell: ({ freed }) => integer(freed.waitingGas),
    },
    ...(report.blocks > 1
      ? [
          {
            id: 'blocks',
            header: 'Shorter in blocks',
            align: 'right' as const,
            wide: true,
            cell: ({ blocks }: Advice) => integer(blocks),
          },
        ]
      : []),
    {
      id: 'ask',
      header: 'All of it',
      align: 'right',
      cell: ({ target }) => (
        <Link
          href={`${path.whatIf(base)}${whatIfQuery({ ...view, change: { target, action: { kind: 'commutative' } } })}`}
          prefetch={false}
          aria-label={`What if ${targetWords(target, names, modules)} were commutative`}
        >
          What if
        </Link>
      ),
    },
  ]
  return (
    <>
      <DataTable
        label="Changes by the gas that they free"
        columns={columns}
        rows={report.advice}
        rowKey={({ target }) => targetText(target)}
      />
      <p className="note table-note">
        A wider target that frees less than a tenth more than a narrower one inside it is left out, and so are
        nonces and code, about which the protocol decides. Whether the updates of a key can commute, its
        source code tells: these figures are what it could bring at most.{' '}
        <a href={csv} download>
          CSV
        </a>
      </p>
    </>
  )
}
