import type { Position } from '@/lib/format/position'
import { Prisma } from '../generated/client'

/** A page of a list that runs through a chain: its newest rows, or those before or after a position. */
export interface PageOf {
  before?: Position
  after?: Position
  limit: number
}

/**
 * Condition and order of a page by its position columns, given as names and, for a page that goes upwards (ascending),
 * the mark that its rows have to be turned round.
 */
export function pageSql(columns: readonly string[], { before, after }: PageOf) {
  const at = after ?? before
  const upwards = after !== undefined
  const direction = upwards ? 'ASC' : 'DESC'
  const values = at && [at.blockNumber, at.index, at.part].slice(0, columns.length)
  const names = Prisma.raw(columns.join(', '))
  return {
    upwards,
    condition: values
      ? Prisma.sql`AND (${names}) ${Prisma.raw(upwards ? '>' : '<')} (${Prisma.join(values)})`
      : Prisma.empty,
    /** ORDER BY over the columns, each with the prefix: "x." */
    orderBy: (prefix = '') =>
      Prisma.raw(`ORDER BY ${columns.map((column) => `${prefix}${column} ${direction}`).join(', ')}`),
  }
}

export type PageSql = ReturnType<typeof pageSql>

/** Turns a page that was read upwards into the order of the list, newest first. */
export function newestFirst<Row>(rows: Row[], upwards: boolean): Row[] {
  return upwards ? rows.reverse() : rows
}
