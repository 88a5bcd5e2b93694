import type { Check } from '../check'
import type { AuditContext } from '../context'
import type { ParameterChange } from '../facts'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import { integerValue, parameterName, valueBefore } from '../parameters'
import { byPosition } from '../stored-event'
import type { Evidence, Hex } from '../types'

export const timelock: Check = {
  id: 'timelock',
  name: 'Timelock',
  statement:
    'Every change of a parameter since the close before was announced with its value at least the delay ahead, and carried out once, not before its announced time.',
  run: (context) => {
    if (context.data.parameters === undefined) {
      return indeterminate('The parameter log from the creation of the program on was not indexed.')
    }
    const changes = recentChanges(context)
    const deviations = changes.flatMap((change) => bypasses(context, change))
    const all = counted(changes.length, 'change')
    if (deviations.length === 0)
      return pass(`${all} of parameters since the close before, each announced in time.`)
    return fail('Parameters changed without the delay.', deviations)
  },
}

/** Changes after the close of the epoch before and up to the audited block, first values left out. */
export function recentChanges({ data }: AuditContext): ParameterChange[] {
  const since = data.previousClosing?.at
  const changed = data.parameters?.changed ?? []
  const set = new Set<Hex>()
  return changed.filter(({ at, parameter, oldValue, operation }) => {
    const isFirst = oldValue === '0x' && integerValue(operation) === 0n && !set.has(parameter)
    set.add(parameter)
    return !isFirst && (since === undefined || byPosition(at, since) > 0)
  })
}

function bypasses({ data }: AuditContext, change: ParameterChange): Evidence[] {
  const { scheduled = [], changed = [] } = data.parameters ?? {}
  const subject = `parameter ${parameterName(change.parameter)}`
  const place = placeOf(change.at)
  const announced = scheduled.find(
    ({ at, operation, parameter, value }) =>
      operation === change.operation &&
      parameter === change.parameter &&
      value === change.newValue &&
      byPosition(at, change.at) < 0,
  )
  if (announced === undefined) {
    return [{ subject, ...place, expected: 'announced with this value', actual: 'not announced' }]
  }
  const before = changed.find(
    ({ at, operation }) => operation === change.operation && byPosition(at, change.at) < 0,
  )
  if (before !== undefined) {
    const done = `carried out once, in transaction ${before.at.transactionHash}`
    return [{ subject, ...place, expected: done, actual: 'carried out again' }]
  }
  const delay = integerValue(valueBefore(changed, 'delay', announced.at) ?? '0x')
  const rows: Evidence[] = []
  if (announced.executableAt - announced.at.timestamp < delay) {
    rows.push({
      subject: `${subject}: announced delay`,
      ...placeOf(announced.at),
      expected: `at least ${delay}`,
      actual: `${announced.executableAt - announced.at.timestamp}`,
      unit: 'seconds',
    })
  }
  if (change.at.timestamp < announced.executableAt) {
    rows.push({
      subject,
      ...place,
      expected: `at or after ${announced.executableAt}`,
      actual: `${change.at.timestamp}`,
      unit: 'unix seconds',
    })
  }
  return rows
}
