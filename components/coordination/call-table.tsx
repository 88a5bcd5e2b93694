import { Amount } from '@/components/chips/quantities'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ModuleCallTotal } from '@/lib/db/read/module-calls'
import { integer, percent } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { TRANSFER } from '@/lib/parallelism/types'

interface CallTableProps {
  calls: readonly ModuleCallTotal[]
  modules: ModuleNames
  base: Base
}

/** The name of a pair's row, by which a flow leads to it. */
export const rowId = ({ callerModule, calleeModule }: ModuleCallTotal) =>
  `${callerModule}-calls-${calleeModule}`

/** Messages by caller and callee, those within a module as well. */
export function CallTable({ calls, modules, base }: CallTableProps) {
  const gas = calls.reduce((sum, call) => sum + call.gas, 0n)
  const end = (id: string) =>
    id === TRANSFER ? (
      <span className="dim">Accounts</span>
    ) : (
      <ModuleTag id={id} modules={modules} base={base} />
    )
  const columns: Column<ModuleCallTotal>[] = [
    {
      id: 'caller',
      header: 'Caller',
      rowHeader: true,
      cell: (call) => <span id={rowId(call)}>{end(call.callerModule)}</span>,
    },
    { id: 'callee', header: 'Callee', cell: ({ calleeModule }) => end(calleeModule) },
    {
      id: 'calls',
      header: 'Calls',
      align: 'right',
      cell: (call) => integer(call.calls),
      sort: (call) => call.calls,
    },
    {
      id: 'static',
      header: 'Reading only',
      align: 'right',
      wide: true,
      hint: 'Static calls: they may change nothing',
      cell: ({ staticCalls, calls: all }) => percent(staticCalls, all),
      sort: ({ staticCalls, calls: all }) => (all === 0 ? 0 : staticCalls / all),
    },
    {
      id: 'failed',
      header: 'Failed',
      align: 'right',
      cell: (call) => integer(call.failed),
      sort: (call) => call.failed,
    },
    {
      id: 'rate',
      header: 'Failure rate',
      align: 'right',
      cell: ({ failed, calls: all }) => percent(failed, all),
      sort: ({ failed, calls: all }) => (all === 0 ? 0 : failed / all),
    },
    {
      id: 'gas',
      header: 'Gas',
      align: 'right',
      wide: true,
      hint: 'Used by the callee itself, without the calls that it makes in turn',
      cell: (call) => integer(call.gas),
      sort: (call) => call.gas,
    },
    {
      id: 'share',
      header: 'Of all gas',
      align: 'right',
      wide: true,
      cell: (call) => <ShareBar part={call.gas} whole={gas} text={percent(call.gas, gas)} />,
    },
    {
      id: 'value',
      header: 'Value moved',
      align: 'right',
      wide: true,
      cell: ({ value }) =>
        value === 0n ? <span className="dim">–</span> : <Amount value={value} places={4} />,
      sort: (call) => call.value,
    },
  ]
  return (
    <DataTable
      label="Calls by caller and callee"
      columns={columns}
      rows={calls}
      rowKey={rowId}
      totals={{
        caller: 'Sum',
        calls: integer(calls.reduce((sum, call) => sum + call.calls, 0)),
        failed: integer(calls.reduce((sum, call) => sum + call.failed, 0)),
        gas: integer(gas),
      }}
    />
  )
}
