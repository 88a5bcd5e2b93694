import { decodeFunctionResult, encodeFunctionData } from 'viem'
import type { Hex } from '../types'
import { PERSONHOOD_PAY_VIEWS } from './personhood-pay-abi'

export type AddressView = 'token' | 'treasury' | 'verifier'
export type NumberView = 'epochDuration' | 'firstOpensAt'

/** Calldata that asks a program for one of its views. */
export function viewCall(name: AddressView | NumberView): Hex {
  return encodeFunctionData({ abi: PERSONHOOD_PAY_VIEWS, functionName: name })
}

/** The address in the answer, lower-case. Throws where the answer is not one (an address without code answers 0x). */
export function decodeAddressView(name: AddressView, data: Hex): Hex {
  const address = decodeFunctionResult({ abi: PERSONHOOD_PAY_VIEWS, functionName: name, data })
  return `0x${address.slice(2).toLowerCase()}`
}

/** The number in the answer. Throws where the answer is not one. */
export function decodeNumberView(name: NumberView, data: Hex): bigint {
  return decodeFunctionResult({ abi: PERSONHOOD_PAY_VIEWS, functionName: name, data })
}
