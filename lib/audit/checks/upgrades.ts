import type { Check } from '../check'
import type { AuditContext } from '../context'
import { addressOf, type NoticeKind, noticeKind } from '../notices'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import { NAMED_PARTS, PROXY_SLOTS, partsOf } from '../state-questions'
import type { Evidence } from '../types'

export const upgrades: Check = {
  id: 'upgrades',
  name: 'Upgrades',
  statement:
    'From before the epoch to its close, the code of program, treasury, verifier and token stays the same, and so do the slots that name their implementations, admins and beacons (ERC-1967), and the contracts that the program names; and none of them tells of an upgrade meanwhile.',
  run: (context) => {
    const { data, answers } = context
    const parts = partsOf(data.program)
    const ids = parts.flatMap(({ name }) => [
      `code:${name}`,
      ...Object.keys(PROXY_SLOTS).map((slot) => `${slot}:${name}`),
    ])
    const deviations = [...ids.flatMap((id) => changed(context, id)), ...renamed(context), ...told(context)]
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

/** Contracts that the program names at either end of the epoch and that are not those audited. */
function renamed({ answers, data }: AuditContext): Evidence[] {
  const ends = [
    { number: data.range?.first.number, at: answers.before },
    { number: data.upTo.number, at: answers.last },
  ]
  return ends.flatMap(({ number, at }) =>
    NAMED_PARTS.flatMap((name) => {
      const word = at(`named:${name}`)
      if (word?.length !== 66 || addressOf(word) === data.program[name]) return []
      return {
        subject: `${name} that the program names`,
        blockNumber: number,
        expected: data.program[name],
        actual: addressOf(word),
      }
    }),
  )
}

const WORDS: Partial<Record<NoticeKind, string>> = {
  upgraded: 'upgraded to',
  beacon: 'upgraded to the beacon',
  admin: 'given to another admin',
}

/** Upgrades that a contract tells of, also one that was taken back before the close. */
function told({ data }: AuditContext): Evidence[] {
  const parts = partsOf(data.program)
  return (data.notices ?? []).flatMap((notice) => {
    const kind = noticeKind(notice.topics)
    const word = kind && WORDS[kind]
    if (word === undefined) return []
    const part = parts.find(({ address }) => address === notice.contract)?.name ?? 'contract'
    const to = notice.topics[1]
    return {
      subject: part,
      ...placeOf(notice),
      expected: 'no upgrade',
      actual: to === undefined ? word : `${word} ${addressOf(to)}`,
    }
  })
}

function changed({ answers, data }: AuditContext, id: string): Evidence[] {
  const before = answers.before(id)
  const last = answers.last(id)
  if (before === undefined || last === undefined || before === last) return []
  return [{ subject: id, blockNumber: data.upTo.number, expected: before, actual: last }]
}
