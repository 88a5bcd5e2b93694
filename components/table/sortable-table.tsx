'use client'

import {
  type ColumnDef,
  createSortedRowModel,
  FlexRender,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useMemo } from 'react'
import { cellClass, Totals, tableClass } from './parts'

export interface ReadyColumn {
  id: string
  header: string
  align?: 'right'
  wide?: boolean
  wrap?: boolean
  prose?: boolean
  fill?: boolean
  rowHeader?: boolean
  hint?: string
  sortable: boolean
}

export interface ReadyRow {
  key: string
  cells: Record<string, ReactNode>
  sort: Record<string, string | number | bigint>
}

interface SortableTableProps {
  label: string
  columns: ReadyColumn[]
  rows: ReadyRow[]
  stack?: boolean | 'lead'
  totals?: Record<string, ReactNode>
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

function order(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en')
  return a < b ? -1 : a > b ? 1 : 0
}

/** A table of ready cells that its reader can sort, by react-table. Made by DataTable. */
export function SortableTable({ label, columns, rows, stack, totals }: SortableTableProps) {
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, ReadyRow> => ({
          id: column.id,
          header: column.header,
          accessorFn: (row) => row.sort[column.id],
          cell: ({ row }) => row.original.cells[column.id],
          enableSorting: column.sortable,
          sortDescFirst: column.align === 'right',
          sortFn: (a, b, id) => order(a.original.sort[id] ?? '', b.original.sort[id] ?? ''),
        }),
      ),
    [columns],
  )
  const table = useTable({ features, columns: definitions, data: rows, getRowId: (row) => row.key })
  const look = new Map(columns.map((column) => [column.id, column]))
  return (
    <div className="table-wrap">
      <table className={tableClass(stack)} aria-label={label}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const column = look.get(header.column.id)
                const sorted = header.column.getIsSorted()
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={column && cellClass(column)}
                    title={column?.hint}
                    aria-sort={sorted ? (sorted === 'desc' ? 'descending' : 'ascending') : undefined}
                  >
                    {column?.sortable ? (
                      <button type="button" onClick={header.column.getToggleSortingHandler()}>
                        {column.align === 'right' && <Arrow sorted={sorted} />}
                        <FlexRender header={header} />
                        {column.align !== 'right' && <Arrow sorted={sorted} />}
                      </button>
                    ) : (
                      <FlexRender header={header} />
                    )}
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => {
                const column = look.get(cell.column.id)
                const Cell = column?.rowHeader ? 'th' : 'td'
                return (
                  <Cell
                    key={cell.id}
                    scope={column?.rowHeader ? 'row' : undefined}
                    className={column && cellClass(column)}
                    data-label={column?.header}
                  >
                    <FlexRender cell={cell} />
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
        {totals && <Totals columns={columns} totals={totals} />}
      </table>
    </div>
  )
}

function Arrow({ sorted }: { sorted: false | 'asc' | 'desc' }) {
  return (
    <span className="arrow" aria-hidden="true">
      {sorted === 'desc' ? '↓' : sorted === 'asc' ? '↑' : ''}
    </span>
  )
}
