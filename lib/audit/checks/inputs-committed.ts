import { keccak256 } from 'viem'
import type { Check } from '../check'
import type { AuditContext } from '../context'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import {
  integerValue,
  mergedTable,
  parameterName,
  publishedTable,
  type TableRow,
  tableHash,
  valueBefore,
} from '../parameters'
import type { Evidence } from '../types'

export const inputsCommitted: Check = {
  id: 'inputs-committed',
  name: 'Inputs committed',
  statement:
    "The hash of the epoch's region table is the hash that its opening committed to, and the table, and what the opening says of regions that do not open, is what the published one gives after regions below the smallest anonymity set are merged; and the state at the close still has the published one.",
  run: (context) => {
    const { data, opening } = context
    const deviations: Evidence[] = []
    const hash = tableHash(data.regions)
    if (hash !== opening.tableHash) {
      deviations.push({
        subject: 'hash of the region table',
        ...placeOf(opening.at),
        expected: opening.tableHash,
        actual: hash,
      })
    }
    const expected = expectedTable(context)
    if (expected !== undefined) {
      deviations.push(...differences(context, expected.rows), ...mergers(context, expected))
    }
    // A table that the epoch was opened with and that differs is said once, region by region.
    if (deviations.length === 0) deviations.push(...unpublished(context))
    if (deviations.length > 0) {
      return fail('The region table is not the one that was published and committed to.', deviations)
    }
    const committed = `The hash of the table of ${counted(data.regions.length, 'region')} is the one on chain`
    if (expected === undefined) {
      return indeterminate(`${committed}; the published table before it was not indexed.`)
    }
    return pass(`${committed}, and the table follows from the published one.`)
  },
}

/** The epoch's table by the parameter log and the lists at the opening; undefined where they are not known. */
function expectedTable({ data, opening }: AuditContext): ReturnType<typeof mergedTable> | undefined {
  const { people } = data
  if (data.parameters === undefined || people === undefined) return undefined
  const { changed } = data.parameters
  const value = valueBefore(changed, 'regions', opening.at)
  const smallestSet = valueBefore(changed, 'smallestAnonymitySet', opening.at)
  const published = value && publishedTable(value)
  if (published === undefined || smallestSet === undefined) return undefined
  const activeIn = (region: number) => BigInt(people.group(region)?.active ?? 0)
  return mergedTable(published, activeIn, integerValue(smallestSet))
}

function differences({ data, opening }: AuditContext, expected: readonly TableRow[]): Evidence[] {
  const actual = new Map(data.regions.map((row) => [row.region, row]))
  const ids = [...new Set([...expected, ...data.regions].map(({ region }) => region))].sort((a, b) => a - b)
  return ids.flatMap((region) => {
    const published = expected.find((row) => row.region === region)
    const used = actual.get(region)
    const [left, right] = [describe(published), describe(used)]
    if (left === right) return []
    return { subject: `region ${region}`, ...placeOf(used?.at ?? opening.at), expected: left, actual: right }
  })
}

/** Regions that the opening says did not open, against those that the lists keep closed. */
function mergers(
  { data, opening }: AuditContext,
  { rows, merged }: ReturnType<typeof mergedTable>,
): Evidence[] {
  const opens = new Set(rows.map(({ region }) => region))
  const ids = [...new Set([...merged, ...data.merged].map(({ region }) => region))].sort((a, b) => a - b)
  return ids.flatMap((region) => {
    const due = merged.find((merge) => merge.region === region)
    const told = data.merged.findLast((merge) => merge.region === region)
    const expected = due ? mergeWords(due) : opens.has(region) ? 'opens' : 'not in the published table'
    const actual = told ? mergeWords(told) : 'no word of it'
    if (expected === actual) return []
    return { subject: `region ${region}`, ...placeOf(told?.at ?? opening.at), expected, actual }
  })
}

function mergeWords({ into, active }: { into: number; active: bigint }): string {
  return `does not open, with ${active} active, and counts with ${into}`
}

/** The published table in the state at the close, by its hash: a table may be long. */
function unpublished({ data, answers }: AuditContext): Evidence[] {
  const logged = data.parameters?.changed.findLast(({ parameter }) => parameterName(parameter) === 'regions')
  const actual = answers.last('digest:regions')
  const expected = logged && keccak256(logged.newValue)
  if (actual === undefined || actual === '0x' || actual === expected) return []
  return [
    {
      subject: 'hash of the published table in the state',
      blockNumber: data.upTo.number,
      expected: expected ?? 'a logged value',
      actual,
    },
  ]
}

function describe(row: TableRow | undefined): string {
  if (row === undefined) return 'not in the table'
  return `${row.name}: population ${row.population}, need ${row.need}, geography ${row.geography}`
}
