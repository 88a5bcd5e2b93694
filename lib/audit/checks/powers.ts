import type { AuditContext } from '../context'
import { fail, indeterminate, pass } from '../outcome'
import { partsOf } from '../state-questions'
import type { Check, Evidence, Hex } from '../types'

export const powers: Check = {
  id: 'powers',
  name: 'Powers',
  statement:
    'The treasury gives out to this program alone; and it is known who governs the program, who founded the treasury, and who owns each contract that has an owner.',
  run: (context) => {
    const { data, answers } = context
    const appointed = addressIn(answers.last('appointed'))
    const deviations: Evidence[] = []
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
