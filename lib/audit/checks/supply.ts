import type { Check } from '../check'
import { fail, indeterminate, pass, placeOf, sumOf } from '../outcome'

const NOBODY = `0x${'00'.repeat(20)}`

export const supply: Check = {
  id: 'supply',
  name: 'Supply',
  statement:
    "From before the epoch to its close, the token's total supply changes by its mints less its burns, as its transfers from and to nobody tell them; and nothing is minted to the program or its treasury.",
  run: ({ data, answers }) => {
    const before = answers.integerBefore('supply')
    const last = answers.integerLast('supply')
    if (before === undefined || last === undefined || data.issuance === undefined) {
      return indeterminate("The token's total supply before and after the epoch is not known.")
    }
    const minted = sumOf(data.issuance, ({ from, amount }) => (from === NOBODY ? amount : 0n))
    const burned = sumOf(data.issuance, ({ to, amount }) => (to === NOBODY ? amount : 0n))
    const expected = before + minted - burned
    const { address, treasury } = data.program
    const toItself = data.issuance.filter(
      ({ from, to }) => from === NOBODY && (to === address || to === treasury),
    )
    if (toItself.length > 0) {
      const rows = toItself.map((mint) => ({
        subject: `mint to the ${mint.to === address ? 'program' : 'treasury'}`,
        ...placeOf(mint),
        expected: 'money that somebody had before',
        actual: `${mint.amount} wei out of nothing`,
      }))
      return fail('The program pays with money that was minted for it.', rows)
    }
    if (last === expected) {
      return pass(`Supply ${before} wei before + ${minted} wei minted - ${burned} wei burned = ${last} wei.`)
    }
    return fail('The supply changed otherwise than mints and burns say.', [
      {
        subject: 'total supply',
        blockNumber: data.upTo.number,
        expected: `${expected}`,
        actual: `${last}`,
        unit: 'wei',
      },
    ])
  },
}
