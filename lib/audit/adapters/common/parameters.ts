import { counted, fail, indeterminate, pass } from '../../outcome'
import type { CheckOutcome, Evidence } from '../../types'
import type { AdapterRange } from '../adapter'

/** A parameter over a period, written out. */
export interface ParameterOver {
  name: string
  /** before the period, by the state */
  before: string | undefined
  /** at its end, by the state */
  last: string | undefined
  /** what the last event of the period, or the rule, says that it became; undefined where nothing changed it */
  became?: string
}

/** parameters-logged: every parameter is at the end what the events made of it since before the period. */
export function parametersLogged(range: AdapterRange, parameters: readonly ParameterOver[]): CheckOutcome {
  const deviations = parameters.flatMap(({ name, before, last, became }): Evidence[] => {
    const expected = became ?? before
    if (expected === undefined || last === undefined || expected === last) return []
    return [
      {
        subject: name,
        blockNumber: range.last.number,
        expected: `${expected} (${became === undefined ? 'no event tells of a change' : 'as its last event says'})`,
        actual: last,
      },
    ]
  })
  if (deviations.length > 0) return fail('Parameters changed in silence.', deviations)
  const unknown = parameters.filter(
    ({ before, last, became }) => (became ?? before) === undefined || last === undefined,
  )
  if (unknown.length > 0) {
    return indeterminate(
      `Not known before and after the period: ${unknown.map(({ name }) => name).join(', ')}.`,
    )
  }
  const changes = parameters.filter(({ became }) => became !== undefined).length
  return pass(
    `${counted(parameters.length, 'parameter')}, ${changes} of them changed and each with what accounts for it.`,
  )
}
