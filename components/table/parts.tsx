import type { ReactNode } from 'react'

/** The class names of a column's cells. */
export function cellClass(column: {
  align?: 'right'
  wide?: boolean
  wrap?: boolean
  prose?: boolean
  fill?: boolean
}) {
  const names = [
    column.align === 'right' && 'right',
    column.wide && 'wide',
    (column.wrap || column.prose) && 'wrap',
    column.prose && 'prose',
    column.fill && 'fill',
  ]
  return names.filter(Boolean).join(' ') || undefined
}

/** The class names of a table. */
export function tableClass(stack: boolean | 'lead' | undefined): string {
  if (!stack) return 'data'
  return stack === 'lead' ? 'data stack lead' : 'data stack'
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
