import type { Check } from '../check'
import type { AuditContext } from '../context'
import { fail, indeterminate, pass, placeOf, sumOf } from '../outcome'
import type { Evidence } from '../types'

export const conservation: Check = {
  id: 'conservation',
  name: 'Conservation',
  statement:
    "From the block before the opening to the audited block, the program's balance before + what came in = paid + reclaimed + its balance after; and the close states what was paid.",
  follow: (context) => {
    const { data, opening } = context
    const first = opening.at.blockNumber
    // Whole blocks are counted, other epochs' events in them included.
    let received = 0n
    let paid = 0n
    return {
      payment: ({ payment: { at, amount } }) => {
        if (at.blockNumber >= first) paid += amount
      },
      neighbour: ({ at, amount }) => {
        if (at.blockNumber >= first) paid += amount
      },
      transfer: ({ to, amount, blockNumber }) => {
        if (to === data.program.address && blockNumber >= first) received += amount
      },
      finish: () => {
        const deviations = misstatedCloses(context)
        const ends = balances(context)
        const reclaimed = reclaimedFrom(context)
        const expected = ends && ends.before + received - paid - reclaimed
        if (ends !== undefined && expected !== ends.after) {
          deviations.push({
            subject: `program's balance at block ${data.upTo.number}`,
            blockNumber: data.upTo.number,
            expected: `${expected} (${ends.before} before + ${received} in - ${paid} paid - ${reclaimed} reclaimed)`,
            actual: `${ends.after}`,
            unit: 'wei',
          })
        }
        if (deviations.length > 0) {
          return fail(
            'What the program holds or states is not what its payments and returns leave.',
            deviations,
          )
        }
        if (ends === undefined) return indeterminate(`The balances cannot be compared: ${missing(context)}.`)
        return pass(
          `${ends.before} wei before + ${received} wei in = ${paid} wei paid + ${reclaimed} wei reclaimed + ${ends.after} wei after.`,
        )
      },
    }
  },
}

function balances({ data, opening }: AuditContext): { before: bigint; after: bigint } | undefined {
  const before = balanceAt(data.balances, data.program.address, opening.at.blockNumber - 1n)
  const after = balanceAt(data.balances, data.program.address, data.upTo.number)
  return before === undefined || after === undefined || !data.known.transfers ? undefined : { before, after }
}

function reclaimedFrom({ data, opening }: AuditContext): bigint {
  const closings = [...data.closings, ...data.neighbours.closings]
  return sumOf(
    closings.filter(({ at }) => at.blockNumber >= opening.at.blockNumber),
    (close) => close.reclaimed,
  )
}

function misstatedCloses({ data, payments: { paid } }: AuditContext): Evidence[] {
  return data.closings
    .filter((close) => close.paid !== paid)
    .map((close) => ({
      subject: 'total paid, as the close states it',
      ...placeOf(close.at),
      expected: `${paid}`,
      actual: `${close.paid}`,
      unit: 'wei',
    }))
}

function missing({ data, opening }: AuditContext): string {
  if (!data.known.transfers) return 'the token transfers of the epoch are not known'
  const { address } = data.program
  const blocks = [opening.at.blockNumber - 1n, data.upTo.number]
  const unknown = blocks.filter((block) => balanceAt(data.balances, address, block) === undefined)
  return `the program's balance at block ${unknown.join(' and block ')} is not known`
}

function balanceAt(
  balances: AuditContext['data']['balances'],
  holder: string,
  block: bigint,
): bigint | undefined {
  return balances.find((row) => row.holder === holder && row.blockNumber === block)?.balance
}
