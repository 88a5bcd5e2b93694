import type { ReactNode } from 'react'
import { single } from '@/lib/format/parse'
import { formatPosition, type Position, parsePosition } from '@/lib/format/position'
import { Pagination } from './pagination'

/** Where a page of a list stands, from its `?before=` and `?after=`; neither is the newest page. */
export interface PagePlace {
  before?: Position
  after?: Position
  /** what is no position, as it was given */
  wrong?: string
}

/** Reads the place of a page from its query, strictly. */
export function pagePlace(query: Record<string, string | string[] | undefined>): PagePlace {
  for (const name of ['after', 'before'] as const) {
    const text = single(query[name])
    if (text === undefined) continue
    const position = parsePosition(text)
    return position === undefined ? { wrong: text } : { [name]: position }
  }
  return {}
}

/** The rows of a page, newest first, where one more than `limit` was read to see whether the list goes on. */
export function cutPage<Row>(rows: readonly Row[], { before, after }: PagePlace, limit: number) {
  const more = rows.length > limit
  if (after !== undefined) return { rows: more ? rows.slice(1) : rows, newer: more, older: true }
  return { rows: rows.slice(0, limit), newer: before !== undefined, older: more }
}

interface PositionPagesProps<Row> {
  page: { rows: readonly Row[]; newer: boolean; older: boolean }
  positionOf: (row: Row) => Position
  /** address of the newest page */
  href: string
  /** what is shown */
  children: ReactNode
}

/** The steps between the pages of a list, each with an address that keeps showing the same rows. */
export function PositionPages<Row>({ page, positionOf, href, children }: PositionPagesProps<Row>) {
  const [first, last] = [page.rows[0], page.rows.at(-1)]
  if (first === undefined || last === undefined || !(page.newer || page.older)) return null
  const at = (name: string, row: Row) =>
    `${href}${href.includes('?') ? '&' : '?'}${name}=${formatPosition(positionOf(row))}`
  return (
    <Pagination
      first={page.newer ? href : undefined}
      newer={page.newer ? at('after', first) : undefined}
      older={page.older ? at('before', last) : undefined}
    >
      {children}
    </Pagination>
  )
}
