import { expect } from 'vitest'
import { rowsOf } from './support'

/** A row with every column as Postgres writes it in text. */
type Row = Record<string, string | null>
type Cells = Record<string, string | bigint | bigint[] | null>

const RESOLUTIONS = [60n, 3600n, 86400n, 604800n]
/** 29 December 1969: weeks are counted from Mondays. */
const MONDAY = -259200n
const KEPT = 10

/**
 * Holds the seven rollup tables of a database against sums made here from its block rows, one block after the other.
 * Returns how many rows were compared.
 */
export async function expectRollupsOfBlocks(url: string): Promise<number> {
  const blocks = await textRows(url, 'block')
  const times = new Map(blocks.map((row) => [keyOf(row, 'chain_id', 'number'), big(row, 'timestamp')]))
  const timeOf = (row: Row) => times.get(keyOf(row, 'chain_id', 'block_number')) ?? -1n
  const metrics = await textRows(url, 'block_metrics')
  const calls = await textRows(url, 'module_call')
  const traced = new Set(calls.map((row) => keyOf(row, 'chain_id', 'block_number')))
  const called = blocks
    .filter((row) => big(row, 'transaction_count') > 0n)
    .map((row) => ({ ...row, block_number: row.number ?? null }))
  const wanted = {
    metrics_rollup: bucketed(metrics, timeOf, ['policy', 'source'], (rows) => metricsCells(rows, timeOf)),
    module_rollup: bucketed(
      await textRows(url, 'module_metrics'),
      timeOf,
      ['policy', 'module_id'],
      moduleCells,
    ),
    module_conflict_rollup: bucketed(
      await textRows(url, 'module_conflict'),
      timeOf,
      ['policy', 'earlier_module', 'later_module'],
      (rows) => ({ edges: sum(rows, 'edges') }),
    ),
    module_call_rollup: bucketed(calls, timeOf, ['caller_module', 'callee_module'], (rows) => ({
      calls: sum(rows, 'calls'),
      static_calls: sum(rows, 'static_calls'),
      failed: sum(rows, 'failed'),
      gas: sum(rows, 'gas'),
      value: sum(rows, 'value'),
    })),
    call_coverage_rollup: bucketed(called, timeOf, [], (rows) => ({
      blocks: BigInt(rows.length),
      traced: BigInt(rows.filter((row) => traced.has(keyOf(row, 'chain_id', 'block_number'))).length),
    })),
    hot_key_rollup: hotKeys(await textRows(url, 'hot_key'), timeOf),
    worst_block_rollup: worstBlocks(
      metrics.filter((row) => big(row, 'longest_chain_txs') > 1n),
      timeOf,
    ),
  }
  let compared = 0
  for (const [table, rows] of Object.entries(wanted)) {
    const found = await textRows(url, table)
    expect(found.map(line).sort(), table).toEqual(rows.map(line).sort())
    compared += found.length
  }
  return compared
}

/** Rows grouped by chain, bucket and the columns named, for each resolution. */
function bucketed(
  rows: readonly Row[],
  timeOf: (row: Row) => bigint,
  by: readonly string[],
  cells: (rows: Row[]) => Cells,
): Cells[] {
  return RESOLUTIONS.flatMap((resolution) =>
    [...grouped(rows, timeOf, resolution, by).values()].map(({ key, rows }) => ({ ...key, ...cells(rows) })),
  )
}

function grouped(
  rows: readonly Row[],
  timeOf: (row: Row) => bigint,
  resolution: bigint,
  by: readonly string[],
): Map<string, { key: Cells; rows: Row[] }> {
  const groups = new Map<string, { key: Cells; rows: Row[] }>()
  for (const row of rows) {
    const origin = resolution === 604800n ? MONDAY : 0n
    const start = origin + ((timeOf(row) - origin) / resolution) * resolution
    const key: Cells = { chain_id: row.chain_id ?? null, resolution, start }
    for (const name of by) key[name] = row[name] ?? null
    const id = line(key)
    const group = groups.get(id) ?? { key, rows: [] }
    group.rows.push(row)
    groups.set(id, group)
  }
  return groups
}

function metricsCells(rows: Row[], timeOf: (row: Row) => bigint): Cells {
  const bounded = rows.filter((row) => big(row, 'critical_path_gas') > 0n).sort(byBound)
  const lowest = bounded[0]
  const highest = bounded.at(-1)
  return {
    blocks: BigInt(rows.length),
    first_block: least(rows.map((row) => big(row, 'block_number'))),
    last_block: most(rows.map((row) => big(row, 'block_number'))),
    first_timestamp: least(rows.map(timeOf)),
    last_timestamp: most(rows.map(timeOf)),
    transactions: sum(rows, 'transactions'),
    gas_used: sum(rows, 'gas_used'),
    edges: sum(rows, 'edges'),
    conflicted_txs: sum(rows, 'conflicted_txs'),
    dependent_txs: sum(rows, 'dependent_txs'),
    components: sum(rows, 'components'),
    largest_components: sum(rows, 'largest_component'),
    longest_chain_txs: most(rows.map((row) => big(row, 'longest_chain_txs'))),
    critical_path_gas: sum(rows, 'critical_path_gas'),
    makespan_gas: sums(rows, 'makespan_gas'),
    block_order_makespan_gas: sums(rows, 'block_order_makespan_gas'),
    module_makespan_gas: sum(rows, 'module_makespan_gas'),
    optimistic_makespan_gas: sums(rows, 'optimistic_makespan_gas'),
    optimistic_aborts: sums(rows, 'optimistic_aborts'),
    lowest_bound_gas: lowest ? big(lowest, 'gas_used') : null,
    lowest_bound_critical_gas: lowest ? big(lowest, 'critical_path_gas') : null,
    highest_bound_gas: highest ? big(highest, 'gas_used') : null,
    highest_bound_critical_gas: highest ? big(highest, 'critical_path_gas') : null,
  }
}

/** By gas used over critical path, then by gas used. */
function byBound(a: Row, b: Row): number {
  const left = big(a, 'gas_used') * big(b, 'critical_path_gas')
  const right = big(b, 'gas_used') * big(a, 'critical_path_gas')
  return ascending(left, right) || ascending(big(a, 'gas_used'), big(b, 'gas_used'))
}

function moduleCells(rows: Row[]): Cells {
  const cells: Cells = {
    blocks: BigInt(rows.length),
    first_block: least(rows.map((row) => big(row, 'block_number'))),
    last_block: most(rows.map((row) => big(row, 'block_number'))),
  }
  for (const name of [
    'touching_txs',
    'home_txs',
    'home_gas',
    'cross_module_txs',
    'edges',
    'conflicted_txs',
    'touching_gas',
    'critical_path_gas',
  ]) {
    cells[name] = sum(rows, name)
  }
  return cells
}

/** The ten hottest of each module: of the blocks in a minute, of the minutes in an hour, of the hours in a day, of its days in a week. */
function hotKeys(rows: readonly Row[], timeOf: (row: Row) => bigint): Cells[] {
  const all: Cells[] = []
  let finer: Row[] = rows.map((row) => ({ ...row, blocks: '1', last_block: row.block_number ?? null }))
  let startOf = timeOf
  for (const resolution of RESOLUTIONS) {
    const kept: Cells[] = []
    for (const module of grouped(finer, startOf, resolution, ['policy', 'module_id']).values()) {
      const keys = [...grouped(module.rows, startOf, resolution, ['kind', 'address', 'slot']).values()]
        .map(({ key, rows }) => ({
          ...module.key,
          kind: key.kind ?? null,
          address: key.address ?? null,
          slot: key.slot ?? null,
          label: rows.map(({ label }) => label ?? null).reduce(laterLabel),
          blocks: sum(rows, 'blocks'),
          last_block: most(rows.map((row) => big(row, 'last_block'))),
          readers: sum(rows, 'readers'),
          writers: sum(rows, 'writers'),
          edges: sum(rows, 'edges'),
          waiting_gas: sum(rows, 'waiting_gas'),
        }))
        .sort((a, b) => ascending(b.waiting_gas, a.waiting_gas) || (sortText(a) < sortText(b) ? -1 : 1))
        .slice(0, KEPT)
      kept.push(...keys.map((key, rank) => ({ ...key, rank: BigInt(rank) })))
    }
    all.push(...kept)
    finer = kept.map(textRow)
    startOf = (row) => big(row, 'start')
  }
  return all
}

function laterLabel(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** Kind, address and slot as they sort in Postgres: no slot comes after all slots. */
function sortText({ kind, address, slot }: { kind: unknown; address: unknown; slot: unknown }): string {
  return [kind, address, slot ?? '~'].join(' ')
}

function worstBlocks(rows: readonly Row[], timeOf: (row: Row) => bigint): Cells[] {
  return RESOLUTIONS.flatMap((resolution) =>
    [...grouped(rows, timeOf, resolution, ['policy']).values()].flatMap(({ key, rows }) =>
      rows
        .map((row) => ({ block: big(row, 'block_number'), critical_path_gas: big(row, 'critical_path_gas') }))
        .sort((a, b) => ascending(b.critical_path_gas, a.critical_path_gas) || ascending(b.block, a.block))
        .slice(0, KEPT)
        .map((cells, rank) => ({ ...key, ...cells, rank: BigInt(rank) })),
    ),
  )
}

async function textRows(url: string, table: string): Promise<Row[]> {
  const columns = await rowsOf<{ name: string }>(
    url,
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  )
  return rowsOf<Row>(url, `SELECT ${columns.map(({ name }) => `"${name}"::text`).join(', ')} FROM "${table}"`)
}

/** One line a row, whatever the order of its columns. */
function line(row: Cells): string {
  return Object.entries(textRow(row))
    .map(([name, cell]) => `${name}=${cell}`)
    .sort()
    .join(' ')
}

function textRow(row: Cells): Row {
  const text = (cell: Cells[string]) =>
    cell === null ? null : Array.isArray(cell) ? `{${cell.join(',')}}` : String(cell)
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, text(cell)]))
}

function keyOf(row: Row, ...names: string[]): string {
  return names.map((name) => row[name]).join(' ')
}

function big(row: Row, name: string): bigint {
  const cell = row[name]
  if (cell === null || cell === undefined) throw new Error(`no ${name}`)
  return BigInt(cell)
}

function sum(rows: readonly Row[], name: string): bigint {
  return rows.reduce((total, row) => total + big(row, name), 0n)
}

/** Sums of a column of arrays, place by place. */
function sums(rows: readonly Row[], name: string): bigint[] {
  const arrays = rows.map((row) => (row[name] ?? '').slice(1, -1).split(',').map(BigInt))
  return (arrays[0] ?? []).map((_, i) => arrays.reduce((total, array) => total + (array[i] ?? 0n), 0n))
}

function ascending(a: bigint, b: bigint): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function least(values: bigint[]): bigint {
  return values.toSorted(ascending)[0] ?? -1n
}

function most(values: bigint[]): bigint {
  return values.toSorted(ascending).at(-1) ?? -1n
}
