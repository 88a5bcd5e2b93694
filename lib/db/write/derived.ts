import type { RowOf, Table } from './table'
import * as chain from './tables/chain'
import * as modules from './tables/modules'
import * as parallelism from './tables/parallelism'
import * as programs from './tables/programs'

const tables = { ...chain, ...modules, ...parallelism, ...programs }

export type DerivedTable = keyof typeof tables

/** A row of each table, in the shape of prisma/schema.prisma without chainId. */
export type DerivedRow = { [Name in DerivedTable]: RowOf<(typeof tables)[Name]> }

/** Rows by table. */
export type Rows = { [Name in DerivedTable]: DerivedRow[Name][] }

/**
 * Every table whose rows follow from blocks, and the one place that lists them: what a batch writes, and what a
 * reorganisation removes. A test holds the list against the database's own catalogue.
 */
export const DERIVED: { readonly [Name in DerivedTable]: Table<DerivedRow[Name]> } = tables

/** Their names, in the order in which they are written. */
export function derivedTables(): DerivedTable[] {
  const names: DerivedTable[] = []
  for (const name in emptyRows()) if (isDerived(name)) names.push(name)
  return names
}

function isDerived(name: string): name is DerivedTable {
  return Object.hasOwn(DERIVED, name)
}

/** The column that says which block a row of the table follows from. */
export function blockColumn(table: { name: string }): 'number' | 'block_number' {
  return table.name === 'block' ? 'number' : 'block_number'
}

/** No rows yet, for every table. */
export function emptyRows(): Rows {
  return {
    block: [],
    transaction: [],
    log: [],
    tokenTransfer: [],
    token: [],
    contract: [],
    module: [],
    moduleContract: [],
    blockAccess: [],
    transactionAccess: [],
    blockMetrics: [],
    moduleMetrics: [],
    moduleConflict: [],
    moduleCall: [],
    hotKey: [],
    program: [],
    programEvent: [],
    epoch: [],
    epochRegion: [],
    epochClose: [],
    payment: [],
    paymentProof: [],
    period: [],
    programBalance: [],
    programState: [],
    audit: [],
    auditCheck: [],
    report: [],
  }
}
