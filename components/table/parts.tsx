import type { ReactNode } from 'react'

/** The class names of a column's cells. */
export function cellClass(column: { align?: 'right'; wide?: boolean; wrap?: boolean; fill?: boolean }) {
  const names = [
    column.align === 'right' && 'right',
    column.wide && 'wide',
    column.wrap && 'wrap',
    column.fill && 'fill',
  ]
  return names.filter(Boolean).join(' ') || undefined
}

type TotalsProps = {
  columns: readonly { id: string; header: string; align?: 'right'; wide?: boolean }[]
  totals: Record<string, ReactNode>
}

/** The closing row of a table. */
export function Totals({ columns, totals }: TotalsProps) {
  return (
    <tfoot>
      <tr>
        {columns.map((column) => (
          <td key={column.id} className={cellClass(column)} data-label={column.header}>
            {totals[column.id]}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
