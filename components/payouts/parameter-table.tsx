import { Address, Hash } from '@/components/chips/hash'
import { Age } from '@/components/chips/quantities'
import { Verdict } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { Hex } from '@/lib/audit/types'
import type { Program } from '@/lib/db/read/programs'
import { shorten } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { span } from '@/lib/format/time'
import { type ParameterChange, valueWords } from './parameter-changes'
import { TokenAmount } from './token-amount'

interface ParameterTableProps {
  changes: ParameterChange[]
  program: Program
  base: Base
}

/** The history of a program's parameters: what changed, when it was announced, by whom, and when it took effect. */
export function ParameterTable({ changes, program, base }: ParameterTableProps) {
  if (changes.length === 0)
    return <EmptyState>No parameter of this program has been set or announced.</EmptyState>
  const columns: Column<ParameterChange>[] = [
    { id: 'parameter', header: 'Parameter', rowHeader: true, cell: ({ parameter }) => parameter },
    {
      id: 'old',
      header: 'From',
      align: 'right',
      cell: (change) =>
        change.oldValue === undefined ? (
          '–'
        ) : (
          <Value change={change} value={change.oldValue} program={program} />
        ),
    },
    {
      id: 'new',
      header: 'To',
      align: 'right',
      cell: (change) => <Value change={change} value={change.newValue} program={program} />,
    },
    {
      id: 'scheduled',
      header: 'Announced',
      cell: ({ scheduled }) =>
        scheduled ? (
          <span>
            <Age timestamp={scheduled.timestamp} /> by <Address address={scheduled.sender} base={base} />
          </span>
        ) : (
          <span className="dim">not announced</span>
        ),
    },
    { id: 'waited', header: 'Waited', cell: (change) => <Waited change={change} /> },
    {
      id: 'changed',
      header: 'In force since',
      cell: ({ changed }) =>
        changed ? <Age timestamp={changed.timestamp} /> : <span className="dim">not yet</span>,
    },
    {
      id: 'transaction',
      header: 'Transaction',
      cell: ({ changed, scheduled }) => {
        const hash = (changed ?? scheduled)?.transactionHash
        return hash ? <Hash hash={hash} href={path.transaction(base, hash)} what="transaction hash" /> : '–'
      },
    },
  ]
  return (
    <DataTable
      label="Changes of parameters"
      columns={columns}
      rows={changes}
      rowKey={(change) => {
        const event = change.changed ?? change.scheduled
        return `${event?.blockNumber}.${event?.logIndex}`
      }}
      stack
    />
  )
}

function Value({ change, value, program }: { change: ParameterChange; value: Hex; program: Program }) {
  const words = valueWords(change.parameter, value)
  if ('text' in words)
    return <span title={value}>{words.text.length > 24 ? shorten(words.text) : words.text}</span>
  if (change.parameter === 'budget' || change.parameter === 'cap') {
    return <TokenAmount value={words.integer} token={program} />
  }
  return change.parameter === 'delay' ? span(Number(words.integer)) : integer(words.integer)
}

function Waited({ change: { scheduled, changed, executableAt, operation } }: { change: ParameterChange }) {
  if (!scheduled || executableAt === undefined) {
    if (/^0x0*$/.test(operation)) return <span className="dim">first value</span>
    return <Verdict kind="fail" word="no announcement" />
  }
  const required = span(Number(executableAt - scheduled.timestamp))
  if (!changed) return <Verdict kind="pending" word={`${required} required`} />
  const waited = span(Number(changed.timestamp - scheduled.timestamp))
  return changed.timestamp >= executableAt ? (
    <Verdict kind="pass" word={`${waited} of ${required}`} />
  ) : (
    <Verdict kind="fail" word={`${waited} of ${required}`} />
  )
}
