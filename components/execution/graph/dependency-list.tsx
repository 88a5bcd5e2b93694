import Link from 'next/link'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import { integer } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import type { DependencyRow } from '../dependency-rows'
import { executionQuery } from '../execution-query'
import type { Execution } from '../load-execution'

interface DependencyListProps {
  execution: Execution
  rows: readonly DependencyRow[]
  modules: ModuleNames
  base: Base
  /** the block's page */
  href: string
}

/** Rows that the page holds; the CSV holds all. */
const SHOWN = 100

/** The dependencies of a component, one a row. */
export function DependencyList({ execution, rows, modules, base, href }: DependencyListProps) {
  const { query, keyNames, transactions } = execution
  const tx = (index: number) => (
    <Link
      href={`${href}${executionQuery({ ...query, tx: index, from: undefined })}`}
      prefetch={false}
      scroll={false}
    >
      #{index}
    </Link>
  )
  const home = (index: number) => (
    <ModuleTag id={transactions[index]?.homeModule ?? ''} modules={modules} base={base} />
  )
  const columns: Column<DependencyRow>[] = [
    { id: 'later', header: 'Transaction', rowHeader: true, cell: ({ later }) => tx(later) },
    { id: 'laterHome', header: 'Home module', wide: true, cell: ({ later }) => home(later) },
    { id: 'earlier', header: 'Waits for', cell: ({ earlier }) => tx(earlier) },
    { id: 'earlierHome', header: 'Of home module', wide: true, cell: ({ earlier }) => home(earlier) },
    {
      id: 'key',
      header: 'Through',
      wrap: true,
      fill: true,
      cell: ({ key, more }) => (
        <>
          {keyNames.get(key) ?? 'a key'}
          {more > 0 && <span className="dim"> and {integer(more)} more</span>}
        </>
      ),
    },
  ]
  return (
    <>
      <DataTable
        label="Dependencies of the component"
        columns={columns}
        rows={rows.slice(0, SHOWN)}
        rowKey={({ earlier, later }) => `${earlier} ${later}`}
      />
      {rows.length > SHOWN && (
        <p className="note table-note">
          The first {integer(SHOWN)} of {integer(rows.length)} dependencies; all of them are in the CSV.
        </p>
      )}
    </>
  )
}
