import { addressOf, type NOTICE_TOPICS, noticeKind } from '../../notices'
import { counted, fail, indeterminate, pass, placeOf } from '../../outcome'
import { PROXY_SLOTS } from '../../state-questions'
import type { CheckOutcome, Evidence, Hex } from '../../types'
import type { AdapterRange, PlacedLog } from '../adapter'
import type { Answers } from './state'

interface Contracts {
  range: AdapterRange
  answers: Answers
  /** of the audited blocks */
  logs: readonly PlacedLog[]
}

const EMPTY_CODE = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
const TOLD: Partial<Record<keyof typeof NOTICE_TOPICS, string>> = {
  upgraded: 'upgraded to',
  beacon: 'upgraded to the beacon',
  admin: 'given to another admin',
}

/**
 * upgrades: the code of some contracts stays the same from before the period to its end, and so do the slots of ERC-1967; and none
 * of them tells of an upgrade. A contract without code before the period was created in it.
 */
export function upgrades({ range, answers, logs }: Contracts, contracts: Record<string, Hex>): CheckOutcome {
  const deviations: Evidence[] = []
  let unknown = 0
  for (const [name, address] of Object.entries(contracts)) {
    const born = answers.word(`code:${name}`, range.first.number) === EMPTY_CODE
    for (const id of [`code:${name}`, ...Object.keys(PROXY_SLOTS).map((slot) => `${slot}:${name}`)]) {
      const before = answers.word(id, range.first.number)
      const last = answers.word(id, range.last.number)
      if (last === undefined || before === undefined) unknown++
      else if (before !== last && !born) {
        deviations.push({ subject: id, blockNumber: range.last.number, expected: before, actual: last })
      }
    }
    // The one that a proxy tells of when it is created is no exchange.
    const said = logs.filter((log) => log.address === address)
    const first = said.findIndex(({ topics }) => noticeKind(topics) === 'upgraded')
    for (const [at, log] of said.entries()) {
      const kind = noticeKind(log.topics)
      const word = kind && TOLD[kind]
      if (word === undefined || (born && (at === first || kind === 'admin'))) continue
      const to = log.topics[1]
      deviations.push({
        subject: name,
        ...placeOf(log.at),
        expected: 'no upgrade',
        actual: to === undefined ? word : `${word} ${addressOf(to)}`,
      })
    }
  }
  if (deviations.length > 0) return fail('A contract that payments pass through was exchanged.', deviations)
  if (unknown > 0)
    return indeterminate('The code and the slots of the contracts are not known before and after the period.')
  return pass(`${counted(Object.keys(contracts).length, 'contract')} with the code of before the period.`)
}

/**
 * powers: owners stay, nothing is paused, and nobody but `spenders` may spend for those who pay. Approvals from before the period
 * are not seen.
 */
export function powers(
  { range, answers, logs }: Contracts,
  contracts: Record<string, Hex>,
  payers: Record<string, Hex>,
  spenders: readonly Hex[] = [],
): CheckOutcome {
  const deviations: Evidence[] = []
  const owners: string[] = []
  let unknown = false
  for (const [name, address] of Object.entries(contracts)) {
    const before = answers.word(`owner:${name}`, range.first.number)
    const last = answers.word(`owner:${name}`, range.last.number)
    const born = answers.word(`code:${name}`, range.first.number) === EMPTY_CODE
    unknown ||= last === undefined
    if (last?.length === 66) owners.push(`owner of the ${name} ${addressOf(last)}`)
    if (!born && before?.length === 66 && last?.length === 66 && before !== last) {
      deviations.push({
        subject: `owner of the ${name}`,
        blockNumber: range.last.number,
        expected: addressOf(before),
        actual: addressOf(last),
      })
    }
    const paused = answers.integer(`paused:${name}`, range.last.number)
    if (paused !== undefined && paused !== 0n) {
      deviations.push({
        subject: name,
        blockNumber: range.last.number,
        expected: 'not paused',
        actual: 'paused',
      })
    }
    for (const log of logs) {
      if (log.address !== address || noticeKind(log.topics) !== 'paused') continue
      deviations.push({ subject: name, ...placeOf(log.at), expected: 'not paused', actual: 'paused' })
    }
  }
  for (const [name, payer] of Object.entries(payers)) {
    for (const { topics, data, at } of logs) {
      const [, owner, spender] = topics
      if (noticeKind(topics) !== 'approval' || owner === undefined || spender === undefined) continue
      if (addressOf(owner) !== payer || BigInt(data) === 0n || spenders.includes(addressOf(spender))) continue
      deviations.push({
        subject: `approval by the ${name}`,
        ...placeOf(at),
        expected: 'nobody who may spend for it',
        actual: `${addressOf(spender)} may spend ${BigInt(data)} wei`,
      })
    }
  }
  if (deviations.length > 0) return fail('Powers are not as they should be.', deviations)
  if (unknown) return indeterminate('Who owns the contracts is not known.')
  return pass(
    `${owners.length === 0 ? 'No contract names an owner' : owners.join(', ')}; nobody was allowed to spend.`,
  )
}
