import type { Check } from '../check'
import { fail, indeterminate, pass } from '../outcome'
import type { Evidence } from '../types'

export const balanceRecon: Check = {
  id: 'balance-recon',
  name: 'Balances reconcile',
  statement:
    "From before the epoch to its close, the balances of program and treasury by the token's state change by what its transfers say.",
  follow: ({ data: { program, range, upTo, known, balances } }) => {
    const flows = [
      { name: 'program', holder: program.address, flow: 0n },
      { name: 'treasury', holder: program.treasury, flow: 0n },
    ]
    const at = (holder: string, block: bigint | undefined) =>
      balances.find((row) => row.holder === holder && row.blockNumber === block)?.balance
    return {
      transfer: ({ from, to, amount, blockNumber }) => {
        if (range !== undefined && blockNumber <= range.first.number) return
        for (const one of flows) {
          if (from === one.holder) one.flow -= amount
          if (to === one.holder) one.flow += amount
        }
      },
      finish: () => {
        const ends = flows.map(({ name, holder, flow }) => ({
          name,
          flow,
          before: at(holder, range?.first.number),
          last: at(holder, upTo.number),
        }))
        const isKnown = range !== undefined && known.transfers
        const deviations = ends.flatMap(({ name, flow, before, last }): Evidence[] => {
          if (!isKnown || before === undefined || last === undefined || before + flow === last) return []
          return [
            {
              subject: `balance of the ${name}`,
              blockNumber: upTo.number,
              expected: `${before + flow}`,
              actual: `${last}`,
              unit: 'wei',
            },
          ]
        })
        if (deviations.length > 0) return fail('Balances changed without transfers.', deviations)
        if (!isKnown || ends.some(({ before, last }) => before === undefined || last === undefined)) {
          return indeterminate(
            'The balances of program and treasury before and after the epoch are not known.',
          )
        }
        return pass('The balances of program and treasury are what their transfers leave, to the wei.')
      },
    }
  },
}
