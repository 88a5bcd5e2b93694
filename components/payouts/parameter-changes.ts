import { z } from 'zod'
import { integerValue, parameterName, publishedTable } from '@/lib/audit/parameters'
import type { Hex } from '@/lib/audit/types'
import type { ProgramEvent } from '@/lib/db/read/program-events'

/** A change of a parameter: announced, carried out, or both. */
export interface ParameterChange {
  /** bytes32 of the timelock; zero where the constructor set the first value */
  operation: Hex
  parameter: string
  oldValue: Hex | undefined
  newValue: Hex
  scheduled: ProgramEvent | undefined
  /** unix seconds before which it may not be carried out */
  executableAt: bigint | undefined
  changed: ProgramEvent | undefined
}

const hex = z
  .string()
  .regex(/^0x[0-9a-f]*$/)
  .transform((text): Hex => `0x${text.slice(2)}`)
const scheduledArgs = z.object({
  operation: hex,
  parameter: hex,
  value: hex,
  executableAt: z.string().regex(/^\d+$/).transform(BigInt),
})
const changedArgs = z.object({ operation: hex, parameter: hex, oldValue: hex, newValue: hex })

/** Joins the announcements with what was carried out, newest first. Events that cannot be read are left out. */
export function parameterChanges(events: readonly ProgramEvent[]): ParameterChange[] {
  const changes: ParameterChange[] = []
  const announced = new Map<string, ParameterChange>()
  for (const event of events.toReversed()) {
    const change = event.event === 'ParameterScheduled' ? scheduled(event) : changed(event)
    if (!change) continue
    const known = announced.get(change.operation)
    if (event.event === 'ParameterScheduled') announced.set(change.operation, change)
    else if (known && known.changed === undefined && known.newValue === change.newValue) {
      known.changed = change.changed
      known.oldValue = change.oldValue
      continue
    }
    changes.push(change)
  }
  return changes.toReversed()
}

/** The value in words: an integer where it is one word, the number of regions of a table, else its bytes. */
export function valueWords(parameter: string, value: Hex): { integer: bigint } | { text: string } {
  if (value === '0x') return { text: 'none' }
  if (parameter === 'regions') {
    const table = publishedTable(value)
    if (table) return { text: `${table.rows.length} regions` }
  }
  if (parameter === 'governor') return { text: `0x${value.slice(-40)}` }
  return value.length <= 66 ? { integer: integerValue(value) } : { text: value }
}

function scheduled(event: ProgramEvent): ParameterChange | undefined {
  const args = scheduledArgs.safeParse(event.args)
  if (!args.success) return undefined
  const { operation, parameter, value, executableAt } = args.data
  return {
    operation,
    parameter: parameterName(parameter),
    oldValue: undefined,
    newValue: value,
    scheduled: event,
    executableAt,
    changed: undefined,
  }
}

function changed(event: ProgramEvent): ParameterChange | undefined {
  const args = changedArgs.safeParse(event.args)
  if (!args.success) return undefined
  const { operation, parameter, oldValue, newValue } = args.data
  return {
    operation,
    parameter: parameterName(parameter),
    oldValue,
    newValue,
    scheduled: undefined,
    executableAt: undefined,
    changed: event,
  }
}
