import { encodeFunctionData, erc20Abi, toFunctionSelector } from 'viem'
import { PROXY_SLOTS, type StateAnswer, type StateQuestion } from '../../state-questions'
import type { Hex } from '../../types'

/** Answers of the state, by question and block. */
export class Answers {
  private readonly byPlace: Map<string, Hex>

  constructor(answers: readonly StateAnswer[]) {
    this.byPlace = new Map(answers.map(({ id, blockNumber, answer }) => [`${blockNumber} ${id}`, answer]))
  }

  word(id: string, blockNumber: bigint): Hex | undefined {
    return this.byPlace.get(`${blockNumber} ${id}`)
  }

  /** undefined also where the contract gave no single word */
  integer(id: string, blockNumber: bigint): bigint | undefined {
    const word = this.word(id, blockNumber)
    return word?.length === 66 ? BigInt(word) : undefined
  }
}

/** A view without arguments: "totalSupply()". */
export function viewQuestion(id: string, to: Hex, call: string): StateQuestion {
  return { id, kind: 'view', to, data: toFunctionSelector(call) }
}

/** Supply of a token, and what some accounts hold of it. */
export function tokenQuestions(token: Hex, holders: Record<string, Hex>): StateQuestion[] {
  return [
    viewQuestion('supply', token, 'totalSupply()'),
    ...Object.entries(holders).map(
      ([name, holder]): StateQuestion => ({
        id: `balance:${name}`,
        kind: 'view',
        to: token,
        data: encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [holder] }),
      }),
    ),
  ]
}

/** Code and proxy slots of contracts, and who owns them. */
export function contractQuestions(contracts: Record<string, Hex>): StateQuestion[] {
  return Object.entries(contracts).flatMap(([name, address]): StateQuestion[] => [
    viewQuestion(`owner:${name}`, address, 'owner()'),
    viewQuestion(`paused:${name}`, address, 'paused()'),
    { id: `code:${name}`, kind: 'code', to: address },
    ...Object.entries(PROXY_SLOTS).map(
      ([slotName, slot]): StateQuestion => ({ id: `${slotName}:${name}`, kind: 'slot', to: address, slot }),
    ),
  ])
}
