import Link from 'next/link'
import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import { integer, ratio } from '@/lib/format/numbers'
import { SCHEDULERS, type Scheduler } from '@/lib/parallelism/schedule'
import { type BlockMetrics, WORKERS } from '@/lib/parallelism/types'
import { type ExecutionQuery, executionQuery, schedulerNames, schedulerWords } from './execution-query'
import type { Execution } from './load-execution'

/** The makespan that is stored of a block for a scheduler on some workers. */
export function storedMakespan(
  metrics: BlockMetrics,
  { scheduler, workers }: Pick<ExecutionQuery, 'scheduler' | 'workers'>,
): bigint {
  const index = WORKERS.indexOf(workers)
  const stored: Record<Scheduler, bigint | undefined> = {
    'critical-path-first': metrics.makespanGas[index],
    'block-order': metrics.blockOrderMakespanGas[index],
    optimistic: metrics.optimisticMakespanGas[index],
    'module-partitioned': metrics.moduleMakespanGas,
    serial: metrics.gasUsed,
  }
  return stored[scheduler] ?? 0n
}

/** All schedulers on the chosen workers, each leading to its timeline. */
export function SchedulerTable({ execution, href }: { execution: Execution; href: string }) {
  const { query, metrics } = execution
  const rows = SCHEDULERS.map((scheduler) => ({
    scheduler,
    makespan: storedMakespan(metrics, { scheduler, workers: query.workers }),
  }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      id: 'scheduler',
      header: 'Scheduler',
      rowHeader: true,
      cell: ({ scheduler }) => (
        <Link
          href={`${href}${executionQuery({ ...query, scheduler, from: undefined })}`}
          prefetch={false}
          scroll={false}
          title={schedulerWords[scheduler]}
          aria-current={scheduler === query.scheduler ? 'true' : undefined}
        >
          {schedulerNames[scheduler]}
        </Link>
      ),
    },
    {
      id: 'makespan',
      header: 'Makespan, gas',
      align: 'right',
      cell: ({ makespan }) => <ShareBar part={makespan} whole={metrics.gasUsed} text={integer(makespan)} />,
    },
    {
      id: 'speedup',
      header: 'Speedup',
      align: 'right',
      cell: ({ makespan }) => `${ratio(metrics.gasUsed, makespan)}×`,
    },
  ]
  return (
    <>
      <DataTable
        label={`Schedulers on ${query.workers} workers`}
        columns={columns}
        rows={rows}
        rowKey={({ scheduler }) => scheduler}
      />
      <p className="note table-note">
        The critical path takes {integer(metrics.criticalPathGas)} gas. Module-partitioned execution has as
        many lanes as there are modules, serial execution one.
      </p>
    </>
  )
}
