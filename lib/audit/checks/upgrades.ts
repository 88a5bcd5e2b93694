import type { AuditContext } from '../context'
import { counted, fail, indeterminate, pass } from '../outcome'
import { PROXY_SLOTS, partsOf } from '../state-questions'
import type { Check, Evidence } from '../types'

export const upgrades: Check = {
  id: 'upgrades',
  name: 'Upgrades',
  statement:
    'From before the epoch to its close, the code of program, treasury, verifier and token stays the same, and so do the slots that name their implementations, admins and beacons (ERC-1967).',
  run: (context) => {
    const { data, answers } = context
    const parts = partsOf(data.program)
    const ids = parts.flatMap(({ name }) => [
      `code:${name}`,
      ...Object.keys(PROXY_SLOTS).map((slot) => `${slot}:${name}`),
    ])
    const deviations = ids.flatMap((id) => changed(context, id))
    if (deviations.length > 0) return fail('A contract that payments pass through was exchanged.', deviations)
    const unknown = ids.filter((id) => answers.before(id) === undefined || answers.last(id) === undefined)
    if (unknown.length > 0) {
      return indeterminate(
        'The code and the slots of the contracts are not known before and after the epoch.',
      )
    }
    const proxies = parts.filter(({ name }) => BigInt(answers.last(`implementation:${name}`) ?? 0n) !== 0n)
    const which =
      proxies.length === 0 ? 'none is a proxy' : `${proxies.map(({ name }) => name).join(', ')}: a proxy`
    return pass(`${counted(parts.length, 'contract')} with the code of before the epoch; ${which}.`)
  },
}

function changed({ answers, data }: AuditContext, id: string): Evidence[] {
  const before = answers.before(id)
  const last = answers.last(id)
  if (before === undefined || last === undefined || before === last) return []
  return [{ subject: id, blockNumber: data.upTo.number, expected: before, actual: last }]
}
