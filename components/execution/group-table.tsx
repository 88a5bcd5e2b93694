import Link from 'next/link'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import { integer, percent, ratio } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import type { ConflictGroup } from '@/lib/parallelism/conflict-groups'
import { executionQuery } from './execution-query'
import { chosenComponent } from './graph/choose-component'
import type { Execution } from './load-execution'

interface GroupTableProps {
  execution: Execution
  groups: ConflictGroup[]
  modules: ModuleNames
  base: Base
  /** the block's page */
  href: string
}

/** Components that are listed before the rest is summed up. */
const SHOWN = 8

/** The connected components of the dependency graph, most gas first. */
export function GroupTable({ execution, groups, modules, base, href }: GroupTableProps) {
  const { metrics, transactions, query } = execution
  const alone = metrics.transactions - metrics.conflictedTxs
  if (groups.length === 0)
    return <EmptyState>No transaction of this block depends on another: each stands alone.</EmptyState>
  const rest = groups.slice(SHOWN)
  const drawn = groups[chosenComponent(groups, query)]
  const homesOf = (group: ConflictGroup) => [
    ...new Set(group.transactions.map((index) => transactions[index]?.homeModule ?? '')),
  ]
  const columns: Column<ConflictGroup>[] = [
    {
      id: 'first',
      header: 'First to last',
      rowHeader: true,
      cell: (group) => {
        const [first, last] = [group.transactions[0] ?? 0, group.transactions.at(-1) ?? 0]
        return (
          <Link
            href={`${href}${executionQuery({ ...query, component: first, from: undefined })}`}
            prefetch={false}
            scroll={false}
            aria-current={group === drawn ? 'true' : undefined}
            title="Draw this component"
          >
            #{first} to #{last}
          </Link>
        )
      },
    },
    {
      id: 'modules',
      header: 'Home modules',
      wide: true,
      fill: true,
      wrap: true,
      cell: (group) => (
        <span className="module-list">
          {homesOf(group).map((id) => (
            <ModuleTag key={id} id={id} modules={modules} base={base} />
          ))}
        </span>
      ),
    },
    {
      id: 'transactions',
      header: 'Transactions',
      align: 'right',
      cell: (group) => integer(group.transactions.length),
    },
    { id: 'gas', header: 'Gas', align: 'right', wide: true, cell: (group) => integer(group.gas) },
    {
      id: 'share',
      header: 'Of gas used',
      align: 'right',
      cell: (group) => (
        <ShareBar part={group.gas} whole={metrics.gasUsed} text={percent(group.gas, metrics.gasUsed)} />
      ),
    },
    {
      id: 'path',
      header: 'Critical path, gas',
      align: 'right',
      wide: true,
      hint: 'Its heaviest chain: what it takes at least',
      cell: (group) => integer(group.criticalPathGas),
    },
    {
      id: 'bound',
      header: 'Bound',
      align: 'right',
      hint: 'Its gas over its critical path',
      cell: (group) => `${ratio(group.gas, group.criticalPathGas)}×`,
    },
  ]
  const count = (list: readonly ConflictGroup[]) =>
    list.reduce((sum, { transactions: members }) => sum + members.length, 0)
  return (
    <>
      <DataTable
        label="Conflict components"
        columns={columns}
        rows={groups.slice(0, SHOWN)}
        rowKey={({ transactions: members }) => `${members[0]}`}
      />
      <p className="note table-note">
        {rest.length > 0 &&
          `${integer(rest.length)} more components hold ${integer(count(rest))} transactions. `}
        {integer(alone)} of {integer(metrics.transactions)} transactions stand alone:{' '}
        {integer(metrics.components)} components in all,{' '}
        {percent(metrics.largestComponent, metrics.transactions)} of the transactions in the largest.
      </p>
    </>
  )
}
