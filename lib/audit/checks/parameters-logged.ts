import type { Check } from '../check'
import type { AuditContext } from '../context'
import { fail, indeterminate, pass, placeOf } from '../outcome'
import { integerValue, parameterName, valueBefore } from '../parameters'
import { PARAMETER_VIEWS } from '../state-questions'
import type { Evidence } from '../types'
import { recentChanges } from './timelock'

export const parametersLogged: Check = {
  id: 'parameters-logged',
  name: 'Parameter log complete',
  statement:
    'The budget and the cap of the epoch are the last values in the parameter log, each change since the close before starts from the value that the log had, and the state at the close has the values that the log ends with.',
  run: (context) => {
    const { data } = context
    if (data.parameters === undefined) {
      return indeterminate('The parameter log from the creation of the program on was not indexed.')
    }
    const deviations = [...usedValues(context), ...brokenChain(context), ...unloggedState(context)]
    if (deviations.length > 0) return fail('Parameters changed without an event.', deviations)
    const used = 'The budget and the cap of the epoch are those of the parameter log, which has no break'
    if (PARAMETER_VIEWS.some((name) => context.answers.last(`parameter:${name}`) === undefined)) {
      return indeterminate(`${used}; the parameters at the close could not be read from the state.`)
    }
    return pass(`${used}, and the state at the close has the values that it ends with.`)
  },
}

function usedValues({ data, opening }: AuditContext): Evidence[] {
  const used = [
    { name: 'budget', actual: opening.budget },
    { name: 'cap', actual: opening.cap },
  ]
  return used.flatMap(({ name, actual }) => {
    const logged = valueBefore(data.parameters?.changed ?? [], name, opening.at)
    if (logged !== undefined && integerValue(logged) === actual) return []
    return {
      subject: `${name} of the epoch`,
      ...placeOf(opening.at),
      expected: logged === undefined ? 'a logged value' : `${integerValue(logged)}`,
      actual: `${actual}`,
      unit: 'wei',
    }
  })
}

/** Values in the state at the audited block that the log does not end with. A view that the program lacks says nothing. */
function unloggedState({ data, answers }: AuditContext): Evidence[] {
  return PARAMETER_VIEWS.flatMap((name) => {
    const actual = answers.last(`parameter:${name}`)
    const logged = data.parameters?.changed.findLast(({ parameter }) => parameterName(parameter) === name)
    if (actual === undefined || actual === '0x' || actual === logged?.newValue) return []
    return {
      subject: `${name} in the state`,
      blockNumber: data.upTo.number,
      expected: logged?.newValue ?? 'a logged value',
      actual,
    }
  })
}

function brokenChain(context: AuditContext): Evidence[] {
  return recentChanges(context).flatMap((change) => {
    const name = parameterName(change.parameter)
    const before = valueBefore(context.data.parameters?.changed ?? [], name, change.at) ?? '0x'
    if (before === change.oldValue) return []
    return {
      subject: `old value of parameter ${name}`,
      ...placeOf(change.at),
      expected: before,
      actual: change.oldValue,
    }
  })
}
