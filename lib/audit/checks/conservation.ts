import type { Check } from '../check'
import type { AuditContext } from '../context'
import { fail, indeterminate, pass, placeOf, sumOf } from '../outcome'
import type { Evidence } from '../types'

export const conservation: Check = {
  id: 'conservation',
  name: 'Conservation',
  statement:
    "From the block before the opening to the audited block, the program's balance before + what came in = paid + reclaimed + its balance after; and the close states what was paid.",
  run: (context) => {
    const { data } = context
    const deviations = misstatedCloses(context)
    const flows = balanceOverRange(context)
    if (flows !== undefined && flows.expected !== flows.after) {
      deviations.push({
        subject: `program's balance at block ${data.upTo.number}`,
        blockNumber: data.upTo.number,
        expected: `${flows.expected} (${flows.before} before + ${flows.received} in - ${flows.paid} paid - ${flows.reclaimed} reclaimed)`,
        actual: `${flows.after}`,
        unit: 'wei',
      })
    }
    if (deviations.length > 0) {
      return fail('What the program holds or states is not what its payments and returns leave.', deviations)
    }
    if (flows === undefined) return indeterminate(`The balances cannot be compared: ${missing(context)}.`)
    const { before, received, paid, reclaimed, after } = flows
    return pass(
      `${before} wei before + ${received} wei in = ${paid} wei paid + ${reclaimed} wei reclaimed + ${after} wei after.`,
    )
  },
}

/** Sums over the whole blocks of the range, other epochs' events in them included. All in wei. */
function balanceOverRange({ data, opening }: AuditContext) {
  const first = opening.at.blockNumber
  const before = balanceAt(data.balances, data.program.address, first - 1n)
  const after = balanceAt(data.balances, data.program.address, data.upTo.number)
  if (before === undefined || after === undefined || data.transfers === undefined) return undefined
  const received = sumOf(
    data.transfers.filter(({ to, blockNumber }) => to === data.program.address && blockNumber >= first),
    ({ amount }) => amount,
  )
  const inRange = <Event extends { at: { blockNumber: bigint } }>(own: Event[], others: Event[]) =>
    [...own, ...others].filter(({ at }) => at.blockNumber >= first)
  const paid = sumOf(inRange(data.payments, data.neighbours.payments), ({ amount }) => amount)
  const reclaimed = sumOf(inRange(data.closings, data.neighbours.closings), (close) => close.reclaimed)
  return { before, received, paid, reclaimed, after, expected: before + received - paid - reclaimed }
}

function misstatedCloses({ data }: AuditContext): Evidence[] {
  const paid = sumOf(data.payments, ({ amount }) => amount)
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
  if (data.transfers === undefined) return 'the token transfers of the epoch are not known'
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
