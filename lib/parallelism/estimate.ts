import { AccessBuilder, KeyCache } from './access-builder'
import type { AccessSet } from './types'

/** keccak-256 of the events whose topics name the holders that they concern. */
const TRANSFER_TOPIC = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const APPROVAL_TOPIC = '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925'
const ZERO_WORD = `0x${'0'.repeat(64)}`

export interface EstimateInput {
  /** addresses as 0x hex; `created` is the contract that a creation made; status 1 success, 0 failure */
  transactions: readonly {
    from: string
    to?: string | null
    created?: string | null
    value: bigint
    status?: number | null
    /** calldata: a call with data is taken to go to a contract */
    input?: string
  }[]
  /** logs[i] are those of transaction i */
  logs: readonly (readonly { address: string; topics: readonly string[] }[])[]
}

/**
 * Access sets guessed from addresses and logs, for nodes that trace nothing. Keys of storage stand for what an event
 * speaks of and are no real slots: a Transfer or Approval changes one place for each holder that it names, any other
 * event one place of its contract (slot 0). State that is read or changed without an event is missed.
 */
export function estimateAccessSets({ transactions, logs }: EstimateInput): AccessSet[] {
  const keys = new KeyCache()
  return transactions.map((transaction, i) => {
    const set = new AccessBuilder()
    const sender = transaction.from.toLowerCase()
    const to = transaction.to?.toLowerCase()
    const created = transaction.created?.toLowerCase()
    const succeeded = transaction.status !== 0
    set.update(keys.nonce(sender))
    set.update(keys.balance(sender))
    if (to !== undefined) set.read(keys.code(to))
    if (to !== undefined && transaction.input !== undefined && transaction.input.length > 2) set.contract(to)
    if (created !== undefined && succeeded) {
      set.update(keys.nonce(created))
      set.write(keys.code(created))
      set.contract(created)
    }
    const paid = to ?? created
    if (transaction.value > 0n && succeeded && paid !== undefined && paid !== sender)
      set.credit(keys.balance(paid))
    for (const { address, topics } of logs[i] ?? []) {
      const emitter = address.toLowerCase()
      set.contract(emitter)
      set.read(keys.code(emitter))
      for (const slot of placesOf(topics)) set.update(keys.slot(emitter, slot))
    }
    return set.build()
  })
}

function placesOf(topics: readonly string[]): string[] {
  const [event, ...rest] = topics.map((topic) => topic.toLowerCase())
  if (event !== TRANSFER_TOPIC && event !== APPROVAL_TOPIC) return [ZERO_WORD]
  const holders = event === TRANSFER_TOPIC ? rest.slice(0, 2) : rest.slice(0, 1)
  const places = holders.filter((holder) => holder !== ZERO_WORD)
  return places.length > 0 ? places : [ZERO_WORD]
}
