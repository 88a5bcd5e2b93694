import type { StateAnswer, StateQuestion } from '@/lib/audit/state-questions'
import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import { Fields } from '@/lib/chain/fields'
import type { Hex } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'

const REVERTED = 3

/** Asks a node about its state at the end of a block. What it cannot say is left out. */
export async function askState(
  rpc: RpcClient,
  questions: readonly StateQuestion[],
  blockNumber: bigint,
): Promise<StateAnswer[]> {
  const answers = await Promise.all(questions.map((question) => ask(rpc, question, blockNumber)))
  return questions.flatMap(({ id }, at) => {
    const answer = answers[at]
    return answer === undefined ? [] : [{ id, blockNumber, answer }]
  })
}

async function ask(rpc: RpcClient, question: StateQuestion, block: bigint): Promise<Hex | undefined> {
  try {
    if (question.kind === 'view') return await rpc.call({ to: question.to, data: question.data }, block)
    if (question.kind === 'digest') {
      const answer = await rpc.call({ to: question.to, data: question.data }, block)
      return answer === '0x' ? '0x' : toHex(keccak256(toBytes(answer)))
    }
    if (question.kind === 'code') return toHex(keccak256(toBytes(await rpc.code(question.to, block))))
    const word = await rpc.request('eth_getStorageAt', [question.to, question.slot, quantity(block)])
    return new Fields({ word }, `eth_getStorageAt(${question.to}, block ${block})`).hash('word')
  } catch (error) {
    if (!(error instanceof RpcResponseError)) throw error
    const isView = question.kind === 'view' || question.kind === 'digest'
    return isView && isRevert(error) ? '0x' : undefined
  }
}

/** A contract that has no such view refuses the call; a node without the state cannot carry it out. */
function isRevert(error: RpcResponseError): boolean {
  return error.code === REVERTED || /revert/i.test(error.answer)
}
