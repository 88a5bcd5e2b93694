import type { Check } from '../check'
import { NOBODY } from '../facts'
import { Deviations, fail, indeterminate, pass, placeOf } from '../outcome'

export const supply: Check = {
  id: 'supply',
  name: 'Supply',
  statement:
    "From before the epoch to its close, the token's total supply changes by its mints less its burns, as its transfers from and to nobody tell them; and nothing is minted to the program or its treasury.",
  follow: ({ data: { program, known, upTo }, answers }) => {
    let minted = 0n
    let burned = 0n
    const toItself = new Deviations()
    return {
      issuance: (transfer) => {
        const { from, to, amount } = transfer
        if (to === NOBODY) burned += amount
        if (from !== NOBODY) return
        minted += amount
        if (to !== program.address && to !== program.treasury) return
        toItself.add(() => ({
          subject: `mint to the ${to === program.address ? 'program' : 'treasury'}`,
          ...placeOf(transfer),
          expected: 'money that somebody had before',
          actual: `${amount} wei out of nothing`,
        }))
      },
      finish: () => {
        const before = answers.integerBefore('supply')
        const last = answers.integerLast('supply')
        if (before === undefined || last === undefined || !known.transfers) {
          return indeterminate("The token's total supply before and after the epoch is not known.")
        }
        if (toItself.count > 0) {
          return fail('The program pays with money that was minted for it.', toItself)
        }
        const expected = before + minted - burned
        if (last === expected) {
          return pass(
            `Supply ${before} wei before + ${minted} wei minted - ${burned} wei burned = ${last} wei.`,
          )
        }
        return fail('The supply changed otherwise than mints and burns say.', [
          {
            subject: 'total supply',
            blockNumber: upTo.number,
            expected: `${expected}`,
            actual: `${last}`,
            unit: 'wei',
          },
        ])
      },
    }
  },
}
