import { type Abi, encodeAbiParameters, encodeEventTopics, keccak256, stringToHex } from 'viem'
import type { AdaptedProgram, Adapter, AdapterFacts, PlacedLog } from '@/lib/audit/adapters/adapter'
import type { StateAnswer } from '@/lib/audit/state-questions'
import type { Hex } from '@/lib/audit/types'

/** An address that is easy to tell: 0xaaaa...aaaa. */
export const address = (byte: string): Hex => `0x${byte.repeat(20)}`
export const word = (value: bigint | Hex): Hex => `0x${BigInt(value).toString(16).padStart(64, '0')}`
export const BLOCK_SECONDS = 10n

/** An event of a contract, encoded. */
export function event(abi: Abi, eventName: string, args: Record<string, unknown>) {
  const item = abi.find((one) => one.type === 'event' && one.name === eventName)
  if (item?.type !== 'event') throw new Error(`no event ${eventName}`)
  const [topic0, ...topics] = encodeEventTopics({ abi: [item], eventName, args }).map((topic): Hex => {
    if (typeof topic !== 'string') throw new Error(`a topic of ${eventName} is missing`)
    return topic
  })
  if (topic0 === undefined) throw new Error(`${eventName} is anonymous`)
  const plain = item.inputs.filter((input) => !('indexed' in input && input.indexed))
  const data = encodeAbiParameters(
    plain,
    plain.map(({ name }) => args[name ?? '']),
  )
  return { topics: [topic0, ...topics], data }
}

export type Written = { address: Hex; topics: Hex[]; data: Hex }
/** A transaction: what was sent where, and what was emitted. */
export interface Sent {
  to?: Hex
  input?: Hex
  logs: Written[]
}

/** Facts of a period from blocks of transactions, ten seconds apart, with the answers that a test names. */
export function factsOf(
  adapter: Adapter,
  program: AdaptedProgram,
  period: bigint | undefined,
  blocks: { number: bigint; timestamp: bigint; transactions: Sent[] }[],
  range: { first: bigint; last: bigint; times: [bigint, bigint] },
  answer: (id: string, block: bigint) => Hex | undefined,
): AdapterFacts {
  const sent = new Map<Hex, { to: Hex | null; input: Hex }>()
  const logs = blocks.flatMap(({ number, timestamp, transactions }): PlacedLog[] => {
    let logIndex = 0
    return transactions.flatMap((transaction, transactionIndex) => {
      const transactionHash = keccak256(stringToHex(`${number} ${transactionIndex}`))
      sent.set(transactionHash, { to: transaction.to ?? program.address, input: transaction.input ?? '0x' })
      return transaction.logs.map((log) => ({
        ...log,
        at: { blockNumber: number, logIndex: logIndex++, transactionIndex, transactionHash, timestamp },
      }))
    })
  })
  const block = (number: bigint, timestamp: bigint) => ({ number, hash: word(number), timestamp })
  const facts = {
    program,
    period: adapter.periodOf(program, period),
    range: {
      first: block(range.first, range.times[0]),
      last: block(range.last, range.times[1]),
      linked: range.last - range.first + 1n,
    },
    logs,
    sent,
  }
  const answers: StateAnswer[] = []
  // Twice: answers may lead to more questions.
  for (const _ of [1, 2]) {
    const asked = adapter.questions({ ...facts, answers })
    answers.length = 0
    for (const { blockNumber, questions } of asked) {
      for (const { id } of questions) {
        const said = answer(id, blockNumber)
        if (said !== undefined) answers.push({ id, blockNumber, answer: said })
      }
    }
  }
  return { ...facts, answers }
}

/** An answer to what every adapter asks of contracts: the same code, no proxy, no owner. */
export function quietContract(id: string): Hex | undefined {
  if (id.startsWith('code:')) return word(7n)
  if (/^(?:implementation|admin|beacon):/.test(id)) return word(0n)
  if (/^(?:owner|paused):/.test(id)) return '0x'
  return undefined
}

/** Ids of the checks that did not pass, with their verdicts. */
export function findings(adapter: Adapter, facts: AdapterFacts): Record<string, string> {
  return Object.fromEntries(
    adapter
      .audit(facts)
      .checks.filter(({ verdict }) => verdict !== 'pass')
      .map(({ id, verdict, summary }) => [id, `${verdict}: ${summary}`]),
  )
}
