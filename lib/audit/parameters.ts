import { decodeAbiParameters, encodeAbiParameters, keccak256 } from 'viem'
import { EPOCH_TABLE, PUBLISHED_TABLE } from './adapters/personhood-pay-abi'
import type { ParameterChange } from './facts'
import { byPosition } from './stored-event'
import type { Hex, Position } from './types'

/** A region as the published table has it. */
export interface TableRow {
  region: number
  name: string
  population: bigint
  /** basis points */
  need: number
  /** basis points */
  geography: number
}

/** Name of a parameter from its 32 bytes: ASCII, left-aligned. */
export function parameterName(parameter: Hex): string {
  const codes = parameter.slice(2).match(/../g) ?? []
  return codes.map((code) => (code === '00' ? '' : String.fromCharCode(Number.parseInt(code, 16)))).join('')
}

/** The last logged value of a parameter before a position; undefined where none was logged. */
export function valueBefore(
  changes: readonly ParameterChange[],
  name: string,
  before: Position,
): Hex | undefined {
  return changes.findLast(
    (change) => parameterName(change.parameter) === name && byPosition(change.at, before) < 0,
  )?.newValue
}

/** The integer that an ABI-encoded static value holds. */
export function integerValue(value: Hex): bigint {
  return value === '0x' ? 0n : BigInt(value)
}

/** keccak256(abi.encode(Region[])), in the order given. */
export function tableHash(rows: readonly TableRow[]): Hex {
  return keccak256(encodeAbiParameters(EPOCH_TABLE, [rows]))
}

/** The table and the parents of its regions (0: none) in a value of the parameter "regions"; undefined if it is none. */
export function publishedTable(value: Hex): PublishedTable | undefined {
  try {
    const [rows, parents] = decodeAbiParameters(PUBLISHED_TABLE, value)
    return { rows, parents }
  } catch {
    return undefined
  }
}

/**
 * The table of an epoch: a region with fewer active members than the smallest set does not open, and its population counts
 * with its nearest ancestor's that opens, if there is one (docs/audit.md, "The rule").
 */
export function epochTable(
  published: PublishedTable,
  activeIn: (region: number) => bigint,
  smallestSet: bigint,
): TableRow[] {
  return mergedTable(published, activeIn, smallestSet).rows
}

/** The published table, with the parent of each region (0: none). */
export interface PublishedTable {
  rows: readonly TableRow[]
  parents: readonly number[]
}

/** The same with the regions that do not open; `into` is the one that a population counts with, 0 where there is none. */
export function mergedTable(
  published: PublishedTable,
  activeIn: (region: number) => bigint,
  smallestSet: bigint,
): { rows: TableRow[]; merged: { region: number; into: number; active: bigint }[] } {
  const rows = published.rows.map((row) => ({ ...row }))
  const placeOf = new Map(rows.map(({ region }, place) => [region, place]))
  const opens = rows.map(({ region }) => activeIn(region) >= smallestSet)
  const merged = []
  for (const [place, { region, population }] of published.rows.entries()) {
    if (opens[place]) continue
    const into = openAncestor(place)
    if (into) into.population += population
    merged.push({ region, into: into?.region ?? 0, active: activeIn(region) })
  }
  return { rows: rows.filter((_, place) => opens[place]), merged }

  function openAncestor(start: number): TableRow | undefined {
    let place: number | undefined = start
    for (let steps = 0; steps < rows.length && place !== undefined; steps++) {
      place = placeOf.get(published.parents[place] ?? 0)
      if (place !== undefined && opens[place]) return rows[place]
    }
    return undefined
  }
}
