import type { ReactNode } from 'react'
import { cellClass, Totals, tableClass } from './parts'
import { SortableTable } from './sortable-table'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** numbers go to the right */
  align?: 'right'
  /** left out on narrow screens (not in a stacked table, which keeps all) */
  wide?: boolean
  /** may break over lines; for prose */
  wrap?: boolean
  /** a sentence or more: breaks over lines, and in a stacked table stands under the rest, to the left */
  prose?: boolean
  /** takes the room that is left */
  fill?: boolean
  /** names the row: rendered as its header */
  rowHeader?: boolean
  /** explains the header on hover */
  hint?: string
  /** makes the column sortable by this value; integers beyond 2^53 sort as bigint in decimal */
  sort?: (row: Row) => string | number | bigint
}

export interface DataTableProps<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** a stable key of a row */
  rowKey: (row: Row) => string
  /** what the table holds, for people who cannot see it */
  label: string
  /**
   * on narrow screens each row becomes a list of names and values, instead of hiding columns marked wide; with "lead"
   * the first two columns make its first line, without their names
   */
  stack?: boolean | 'lead'
  /** a full-width line before a row: a gap between blocks */
  before?: (row: Row) => ReactNode | undefined
  /** cells of a closing row by column id: totals */
  totals?: Record<string, ReactNode>
}

/**
 * A real table. Cells are rendered on the server. A table without sortable columns costs no script at all; one with
 * them is handed over, ready cells and sort values, to react-table.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, label, stack, before, totals } = props
  if (columns.some((column) => column.sort) && rows.length > 1) {
    return (
      <SortableTable
        label={label}
        stack={stack}
        totals={totals}
        columns={columns.map(({ cell, sort, ...column }) => ({ ...column, sortable: sort !== undefined }))}
        rows={rows.map((row) => ({
          key: rowKey(row),
          cells: Object.fromEntries(columns.map((column) => [column.id, column.cell(row)])),
          sort: Object.fromEntries(
            columns.flatMap(({ id, sort }) => (sort ? [[id, sort(row)] as const] : [])),
          ),
        }))}
      />
    )
  }
  return (
    <div className="table-wrap">
      <table className={tableClass(stack)} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={cellClass(column)} title={column.hint}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const line = before?.(row)
            const cells = columns.map((column) => {
              const Cell = column.rowHeader ? 'th' : 'td'
              return (
                <Cell
                  key={column.id}
                  scope={column.rowHeader ? 'row' : undefined}
                  className={cellClass(column)}
                  data-label={column.header}
                >
                  {column.cell(row)}
                </Cell>
              )
            })
            return line === undefined ? (
              <tr key={rowKey(row)}>{cells}</tr>
            ) : (
              [
                <tr key={`before ${rowKey(row)}`} className="gap">
                  <td colSpan={columns.length}>
                    <span>{line}</span>
                  </td>
                </tr>,
                <tr key={rowKey(row)}>{cells}</tr>,
              ]
            )
          })}
        </tbody>
        {totals && <Totals columns={columns} totals={totals} />}
      </table>
    </div>
  )
}
