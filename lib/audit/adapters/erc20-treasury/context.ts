import { type AdapterFacts, type AdapterPayment, type ListEntry, type PlacedLog, partOf } from '../adapter'
import { type Transfer, transfersOf, within } from '../common/logs'
import { Answers } from '../common/state'

/** What the checks of a treasury look at. */
export interface Outflows {
  facts: AdapterFacts
  answers: Answers
  /** of the token, within the period */
  transfers: Transfer[]
  outgoing: Transfer[]
  payments: AdapterPayment[]
  logs: PlacedLog[]
  /** against the published list, where one was given */
  matched?: MatchedList
}

export interface MatchedList {
  entries: readonly ListEntry[]
  /** by the outgoing transfer's place: the entry that accounts for it */
  of: (ListEntry | undefined)[]
  /** entries that no transfer paid */
  unpaid: ListEntry[]
}

export function outflowsOf(facts: AdapterFacts): Outflows {
  const { program, range } = facts
  const logs = within(facts.logs, range)
  const transfers = transfersOf(logs, partOf(program, 'token'))
  const outgoing = transfers.filter(({ from }) => from === program.address)
  return {
    facts,
    answers: new Answers(facts.answers),
    transfers,
    outgoing,
    payments: outgoing.map(({ at, to, amount }) => ({ at, subject: `transfer to ${to}`, payee: to, amount })),
    logs,
    matched: facts.list && matchList(outgoing, facts.list),
  }
}

/** Each entry of the list accounts for one transfer of its amount to its account. */
function matchList(outgoing: readonly Transfer[], entries: readonly ListEntry[]): MatchedList {
  const left = new Map<string, ListEntry[]>()
  for (const entry of entries) {
    const key = `${entry.account} ${entry.amount}`
    left.set(key, [...(left.get(key) ?? []), entry])
  }
  const of = outgoing.map(({ to, amount }) => left.get(`${to} ${amount}`)?.shift())
  return { entries, of, unpaid: [...left.values()].flat() }
}
