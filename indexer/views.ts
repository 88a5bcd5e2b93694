import { decodeFunctionResult, encodeFunctionData, parseAbi } from 'viem'
import type { Hex } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'

const VIEWS = parseAbi([
  'function token() view returns (address)',
  'function treasury() view returns (address)',
  'function verifier() view returns (address)',
  'function firstOpensAt() view returns (uint64)',
  'function epochDuration() view returns (uint64)',
  'function balanceOf(address) view returns (uint256)',
])

type View = Exclude<(typeof VIEWS)[number]['name'], 'balanceOf'>

/** What a contract answers to a view at a block; undefined where it does not, or the node no longer has that state. */
function ask(rpc: RpcClient, address: Hex, view: View, block: bigint): Promise<Hex | undefined> {
  return callView(rpc, address, encodeFunctionData({ abi: VIEWS, functionName: view }), block)
}

async function callView(rpc: RpcClient, to: Hex, data: Hex, block: bigint): Promise<Hex | undefined> {
  try {
    return await rpc.call({ to, data }, block)
  } catch (error) {
    if (error instanceof RpcResponseError) return undefined
    throw error
  }
}

/** Decodes, or gives undefined for what is not of the view's type: contracts answer what they like. */
function decoded<T>(decode: () => T): T | undefined {
  try {
    return decode()
  } catch {
    return undefined
  }
}

async function askAddress(rpc: RpcClient, at: Hex, view: 'token' | 'treasury' | 'verifier', block: bigint) {
  const data = await ask(rpc, at, view, block)
  if (data === undefined) return undefined
  const address = decoded(() => decodeFunctionResult({ abi: VIEWS, functionName: view, data }))
  return address === undefined ? undefined : lower(address)
}

async function askNumber(rpc: RpcClient, at: Hex, view: 'firstOpensAt' | 'epochDuration', block: bigint) {
  const data = await ask(rpc, at, view, block)
  return data === undefined ? undefined : decoded(() => decodeFunctionResult({ abi: VIEWS, functionName: view, data }))
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

export interface ProgramSchedule {
  firstOpensAt: bigint
  epochDuration: bigint
}

/** The schedule of a program by its own views; undefined where they do not say. */
export async function programSchedule(
  rpc: RpcClient,
  program: Hex,
  block: bigint,
): Promise<ProgramSchedule | undefined> {
  const [firstOpensAt, epochDuration] = await Promise.all([
    askNumber(rpc, program, 'firstOpensAt', block),
    askNumber(rpc, program, 'epochDuration', block),
  ])
  return firstOpensAt === undefined || epochDuration === undefined
    ? undefined
    : { firstOpensAt, epochDuration }
}

/**
 * Balance of a token at the end of a block; undefined where the node no longer has that state or the contract does not say: the
 * audit then says what it cannot know.
 */
export async function findBalance(
  rpc: RpcClient,
  token: Hex,
  holder: Hex,
  block: bigint,
): Promise<bigint | undefined> {
  const data = encodeFunctionData({ abi: VIEWS, functionName: 'balanceOf', args: [holder] })
  const output = await callView(rpc, token, data, block)
  return output === undefined
    ? undefined
    : decoded(() => decodeFunctionResult({ abi: VIEWS, functionName: 'balanceOf', data: output }))
}

function lower(address: Hex): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}
