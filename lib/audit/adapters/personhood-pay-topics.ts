import { encodeEventTopics } from 'viem'
import type { Hex } from '../types'
import type { ProgramEventName } from './personhood-pay'
import { PERSONHOOD_PAY_EVENTS } from './personhood-pay-abi'

/** The first topic of an event's logs. */
export function eventTopic(eventName: Exclude<ProgramEventName, 'Unrecognised'>): Hex {
  const [topic] = encodeEventTopics({ abi: PERSONHOOD_PAY_EVENTS, eventName })
  return topic
}

/** An integer as an indexed argument. */
export function integerTopic(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}

/** An address as an indexed argument. */
export function addressTopic(address: Hex): Hex {
  return `0x${address.slice(2).padStart(64, '0')}`
}
