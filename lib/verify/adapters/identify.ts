import { toFunctionSelector } from 'viem'
import type { AdaptedProgram, Adapter, NamedView } from '@/lib/audit/adapters/adapter'
import type { Hex } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'
import { CannotAuditError } from './cannot-audit'

/** What is known of a program before anything is asked. */
export interface NamedProgram {
  address: Hex
  name?: string
  /** parts that no view tells, as the configuration or the command line gives them */
  parts?: Record<string, Hex>
}

/**
 * Asks a program for its parts and figures at the end of a block.
 * @throws CannotAuditError where there is no contract, a part was not given, or the contract does not answer as one of the kind
 */
export async function identifyProgram(
  rpc: RpcClient,
  adapter: Adapter,
  { address, name, parts: given = {} }: NamedProgram,
  block: bigint,
): Promise<AdaptedProgram> {
  const chainId = await rpc.chainId()
  const preset = adapter.presets.find((one) => one.chainId === chainId && one.address === address)
  const parts: Record<string, Hex> = { ...preset?.parts, ...given }
  const figures: Record<string, bigint> = {}
  if (adapter.views.length > 0 && (await rpc.code(address, block)) === '0x') {
    throw new CannotAuditError(
      `There is no contract at ${address} on chain ${chainId} (block ${block}): check the address and the node.`,
    )
  }
  for (const missing of adapter.given.filter((part) => parts[part] === undefined)) {
    throw new CannotAuditError(`${adapter.name} needs to be told its ${missing}: name its address.`)
  }
  for (const view of adapter.views) {
    if (parts[view.name] !== undefined) continue
    const to = view.of === 'program' ? address : parts[view.of]
    const word = to === undefined ? undefined : await askWord(rpc, to, view, block)
    if (word === undefined) {
      if (!view.needed) continue
      throw new CannotAuditError(
        `The contract at ${address} on chain ${chainId} is no ${adapter.name}: it does not answer ${view.call}.`,
      )
    }
    if (view.as === 'address') parts[view.name] = `0x${word.slice(-40)}`
    else figures[view.name] = BigInt(word)
  }
  return { chainId, address, kind: adapter.kind, name: name ?? preset?.name ?? adapter.name, parts, figures }
}

async function askWord(
  rpc: RpcClient,
  to: Hex,
  { call, as }: NamedView,
  block: bigint,
): Promise<Hex | undefined> {
  try {
    const answer = await rpc.call({ to, data: toFunctionSelector(call) }, block)
    if (answer.length !== 66) return undefined
    return as === 'address' && !answer.startsWith(`0x${'0'.repeat(24)}`) ? undefined : answer
  } catch (error) {
    if (error instanceof RpcResponseError) return undefined
    throw error
  }
}
