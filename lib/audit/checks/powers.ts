import type { Check } from '../check'
import type { AuditContext } from '../context'
import { addressOf, noticeKind } from '../notices'
import { fail, indeterminate, pass, placeOf } from '../outcome'
import { partsOf } from '../state-questions'
import type { Evidence, Hex } from '../types'

export const powers: Check = {
  id: 'powers',
  name: 'Powers',
  statement:
    'The treasury gives out to this program alone; and it is known who governs the program, who founded the treasury, and who owns each contract that has an owner; these stay, no contract is paused, and nobody may spend for program or treasury.',
  run: (context) => {
    const { data, answers } = context
    const appointed = addressIn(answers.last('appointed'))
    const deviations: Evidence[] = [...moved(context), ...pausedParts(context), ...told(context)]
    if (appointed !== undefined && appointed !== data.program.address) {
      deviations.push({
        subject: 'program that the treasury gives out to',
        blockNumber: data.upTo.number,
        expected: data.program.address,
        actual: appointed,
      })
    }
    if (deviations.length > 0) return fail('Powers are not as they should be.', deviations)
    const holders = holdersOf(context)
    if (holders === undefined) return indeterminate('Who holds powers over the contracts is not known.')
    const held = holders.map(({ power, holder }) => `${power} ${holder}`).join(', ')
    return pass(`The treasury gives out to this program alone; ${held}.`)
  },
}

/** Powers that another holds after the epoch than before it. The governor is a parameter, and has a log of his own. */
function moved({ data, answers }: AuditContext): Evidence[] {
  const powers = [
    { id: 'founder', power: 'founder of the treasury' },
    ...partsOf(data.program).map(({ name }) => ({ id: `owner:${name}`, power: `owner of the ${name}` })),
  ]
  return powers.flatMap(({ id, power }) => {
    const [before, last] = [answers.before(id), answers.last(id)]
    if (before === undefined || last === undefined || before === last) return []
    return {
      subject: power,
      blockNumber: data.upTo.number,
      expected: addressIn(before) ?? 'nobody',
      actual: addressIn(last) ?? 'nobody',
    }
  })
}

function pausedParts({ data, answers }: AuditContext): Evidence[] {
  const ends = [
    { number: data.range?.first.number, paused: answers.integerBefore },
    { number: data.upTo.number, paused: answers.integerLast },
  ]
  return ends.flatMap(({ number, paused }) =>
    partsOf(data.program).flatMap(({ name }) =>
      (paused(`paused:${name}`) ?? 0n) === 0n
        ? []
        : { subject: name, blockNumber: number, expected: 'not paused', actual: 'paused' },
    ),
  )
}

/** What the contracts tell of powers, also where it was taken back before the close. */
function told({ data }: AuditContext): Evidence[] {
  const { address, treasury } = data.program
  const parts = partsOf(data.program)
  return (data.notices ?? []).flatMap((notice): Evidence[] => {
    const part = parts.find((one) => one.address === notice.contract)?.name ?? 'contract'
    const [, first, second] = notice.topics
    const kind = noticeKind(notice.topics)
    if (kind === 'ownership' && second !== undefined) {
      return [
        {
          subject: `owner of the ${part}`,
          ...placeOf(notice),
          expected: 'who it was',
          actual: `given to ${addressOf(second)}`,
        },
      ]
    }
    if (kind === 'paused')
      return [{ subject: part, ...placeOf(notice), expected: 'not paused', actual: 'paused' }]
    if (kind !== 'approval' || first === undefined || second === undefined) return []
    const spender = addressOf(second)
    if (spender === address || spender === treasury || BigInt(notice.data) === 0n) return []
    const owner = addressOf(first) === address ? 'program' : 'treasury'
    return [
      {
        subject: `approval by the ${owner}`,
        ...placeOf(notice),
        expected: 'nobody who may spend for it',
        actual: `${spender} may spend ${BigInt(notice.data)} wei`,
      },
    ]
  })
}

function holdersOf({ data, answers }: AuditContext): { power: string; holder: Hex }[] | undefined {
  const powers = [
    { id: 'parameter:governor', power: 'governor' },
    { id: 'founder', power: 'founder of the treasury' },
    ...partsOf(data.program).flatMap(({ name }) => [
      { id: `owner:${name}`, power: `owner of the ${name}` },
      { id: `admin:${name}`, power: `proxy admin of the ${name}` },
    ]),
  ]
  if ([...powers.map(({ id }) => id), 'appointed'].some((id) => answers.last(id) === undefined))
    return undefined
  return powers.flatMap(({ id, power }) => {
    const holder = addressIn(answers.last(id))
    return holder === undefined ? [] : [{ power, holder }]
  })
}

/** The address that a word holds; undefined for none, and for no word. */
function addressIn(word: Hex | undefined): Hex | undefined {
  if (word?.length !== 66 || BigInt(word) === 0n) return undefined
  return `0x${word.slice(26)}`
}
