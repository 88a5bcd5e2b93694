import { decodeFunctionResult, encodeFunctionData, erc20Abi } from 'viem'
import {
  type AddressView,
  decodeAddressView,
  decodeNumberView,
  type NumberView,
  viewCall,
} from '@/lib/audit/adapters/personhood-pay-views'
import type { Schedule } from '@/lib/audit/facts'
import type { Hex } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'

/**
 * What a view answers at the end of a block; undefined where the contract does not say, says something else, or the node no
 * longer has that state.
 */
async function ask<T>(
  rpc: RpcClient,
  call: { to: Hex; data: Hex },
  block: bigint,
  decode: (output: Hex) => T,
): Promise<T | undefined> {
  let output: Hex
  try {
    output = await rpc.call(call, block)
  } catch (error) {
    if (error instanceof RpcResponseError) return undefined
    throw error
  }
  try {
    return decode(output)
  } catch {
    return undefined
  }
}

function askAddress(rpc: RpcClient, to: Hex, view: AddressView, block: bigint): Promise<Hex | undefined> {
  return ask(rpc, { to, data: viewCall(view) }, block, (data) => decodeAddressView(view, data))
}

function askNumber(rpc: RpcClient, to: Hex, view: NumberView, block: bigint): Promise<bigint | undefined> {
  return ask(rpc, { to, data: viewCall(view) }, block, (data) => decodeNumberView(view, data))
}

export interface ProgramParts {
  token: Hex
  treasury: Hex
  /** the program itself where it names no other contract */
  verifier: Hex
}

/** The contracts of a program; undefined where it does not answer as one. */
export async function programParts(
  rpc: RpcClient,
  program: Hex,
  block: bigint,
): Promise<ProgramParts | undefined> {
  const [token, treasury, verifier] = await Promise.all([
    askAddress(rpc, program, 'token', block),
    askAddress(rpc, program, 'treasury', block),
    askAddress(rpc, program, 'verifier', block),
  ])
  return token === undefined || treasury === undefined
    ? undefined
    : { token, treasury, verifier: verifier ?? program }
}

/** The schedule of a program by its own views; undefined where they do not say. */
export async function programSchedule(
  rpc: RpcClient,
  program: Hex,
  block: bigint,
): Promise<Schedule | undefined> {
  const [firstOpensAt, epochDuration] = await Promise.all([
    askNumber(rpc, program, 'firstOpensAt', block),
    askNumber(rpc, program, 'epochDuration', block),
  ])
  return firstOpensAt === undefined || epochDuration === undefined
    ? undefined
    : { firstOpensAt, epochDuration }
}

/** Balance of a token at the end of a block; where it is not to be had, the audit says what it cannot know. */
export function findBalance(
  rpc: RpcClient,
  token: Hex,
  holder: Hex,
  block: bigint,
): Promise<bigint | undefined> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [holder] })
  return ask(rpc, { to: token, data }, block, (output) =>
    decodeFunctionResult({ abi: erc20Abi, functionName: 'balanceOf', data: output }),
  )
}
