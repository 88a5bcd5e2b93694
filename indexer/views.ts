import { decodeFunctionResult, encodeFunctionData, erc20Abi, parseAbi } from 'viem'
import type { Schedule } from '@/lib/audit/types'
import type { Hex } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'

const PROGRAM_VIEWS = parseAbi([
  'function token() view returns (address)',
  'function treasury() view returns (address)',
  'function verifier() view returns (address)',
  'function firstOpensAt() view returns (uint64)',
  'function epochDuration() view returns (uint64)',
])

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

function askAddress(
  rpc: RpcClient,
  to: Hex,
  functionName: 'token' | 'treasury' | 'verifier',
  block: bigint,
): Promise<Hex | undefined> {
  const call = { to, data: encodeFunctionData({ abi: PROGRAM_VIEWS, functionName }) }
  return ask(rpc, call, block, (data) =>
    lower(decodeFunctionResult({ abi: PROGRAM_VIEWS, functionName, data })),
  )
}

function askNumber(
  rpc: RpcClient,
  to: Hex,
  functionName: 'firstOpensAt' | 'epochDuration',
  block: bigint,
): Promise<bigint | undefined> {
  const call = { to, data: encodeFunctionData({ abi: PROGRAM_VIEWS, functionName }) }
  return ask(rpc, call, block, (data) => decodeFunctionResult({ abi: PROGRAM_VIEWS, functionName, data }))
}

function lower(address: Hex): Hex {
  return `0x${address.slice(2).toLowerCase()}`
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
