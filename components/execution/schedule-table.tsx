import Link from 'next/link'
import { Hash } from '@/components/chips/hash'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import { Pagination } from '@/components/table/pagination'
import { EmptyState } from '@/components/text/states'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { executionQuery } from './execution-query'
import type { Execution } from './load-execution'
import { type ScheduleRow, scheduleRows } from './schedule-rows'

interface ScheduleTableProps {
  execution: Execution
  chainId: bigint
  modules: ModuleNames
  base: Base
  /** the block's page */
  href: string
}

const PAGE = 50

/** The figures behind the timeline, page by page; all of them as CSV. */
export function ScheduleTable({ execution, chainId, modules, base, href }: ScheduleTableProps) {
  const { query, block, transactions } = execution
  const from = query.from ?? 0
  const rows = scheduleRows(execution, from, PAGE)
  const to = (first: number) => `${href}${executionQuery({ ...query, from: first })}#schedule`
  const tx = (index: number | undefined) =>
    index === undefined ? (
      <span className="dim">–</span>
    ) : (
      <Link href={`${href}${executionQuery({ ...query, tx: index })}`} prefetch={false} scroll={false}>
        #{index}
      </Link>
    )
  const columns: Column<ScheduleRow>[] = [
    { id: 'index', header: 'Index', rowHeader: true, align: 'right', cell: ({ index }) => tx(index) },
    {
      id: 'hash',
      header: 'Transaction',
      cell: ({ hash }) => <Hash hash={hash} href={path.transaction(base, hash)} what="transaction hash" />,
    },
    {
      id: 'module',
      header: 'Home module',
      wide: true,
      cell: ({ home }) => <ModuleTag id={home} modules={modules} base={base} />,
    },
    { id: 'lane', header: 'Lane', align: 'right', wide: true, cell: ({ lane }) => lane ?? '–' },
    { id: 'gas', header: 'Gas', align: 'right', wide: true, cell: ({ gas }) => integer(gas) },
    { id: 'start', header: 'Start, gas', align: 'right', cell: ({ start }) => integer(start) },
    { id: 'end', header: 'End, gas', align: 'right', cell: ({ end }) => integer(end) },
    {
      id: 'waits',
      header: 'Held by',
      align: 'right',
      wide: true,
      hint: 'The dependency that ended as it started',
      cell: ({ waitsFor }) => tx(waitsFor),
    },
    {
      id: 'behind',
      header: 'Behind',
      align: 'right',
      wide: true,
      hint: 'What freed its lane as it started, where no dependency held it as long',
      cell: ({ behind }) => tx(behind),
    },
    {
      id: 'dependencies',
      header: 'Waits for',
      align: 'right',
      wide: true,
      hint: 'Earlier transactions that it depends on',
      cell: ({ dependencies }) => integer(dependencies),
    },
    {
      id: 'dependents',
      header: 'Waited on by',
      align: 'right',
      wide: true,
      hint: 'Later transactions that depend on it',
      cell: ({ dependents }) => integer(dependents),
    },
  ]
  const csv = new URLSearchParams({
    chain: `${chainId}`,
    block: `${block.number}`,
    policy: query.policy,
    scheduler: query.scheduler,
    workers: `${query.workers}`,
    format: 'csv',
  })
  const next = from + rows.length
  return (
    <div className="chart-foot" id="schedule">
      <details className="chart-data" open={query.from !== undefined}>
        <summary>
          Data table <span className="dim">{integer(transactions.length)} rows</span>
        </summary>
        {rows.length === 0 ? (
          <EmptyState>None of the transactions has the index {from} or a higher one.</EmptyState>
        ) : (
          <DataTable
            label="The schedule, transaction by transaction"
            columns={columns}
            rows={rows}
            rowKey={({ index }) => `${index}`}
          />
        )}
        <Pagination
          words={['First', '← Before', 'After →']}
          first={from > 0 ? to(0) : undefined}
          newer={from > 0 ? to(Math.max(0, from - PAGE)) : undefined}
          older={next < transactions.length ? to(next) : undefined}
        >
          Index {integer(from)} to {integer(Math.max(from, next - 1))} of {integer(transactions.length)}{' '}
          transactions
        </Pagination>
      </details>
      <a className="chart-csv" href={`/api/v1/schedule?${csv}`} download>
        CSV
      </a>
    </div>
  )
}
