import { parseLogs } from '@/lib/chain/parse'
import type { Hex, Log } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { MethodMissingError, RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'

/** What to look for: any of the addresses, and by position any of the topics. */
export interface LogFilter {
  addresses: readonly Hex[]
  topics: readonly (readonly Hex[] | null)[]
}

const FIRST_SPAN = 10_000n

/**
 * Logs as the node finds them, from block `from` to `to`, in ranges that it accepts. It may leave some out, or make some up:
 * what is to be relied on has to be verified.
 * @throws RpcResponseError where the node refuses even a single block
 */
export async function searchLogs(
  rpc: RpcClient,
  { addresses, topics }: LogFilter,
  from: bigint,
  to: bigint,
): Promise<Log[]> {
  const found: Log[] = []
  let span = FIRST_SPAN
  for (let at = from; at <= to; ) {
    const last = at + span - 1n < to ? at + span - 1n : to
    try {
      const filter = {
        address: addresses,
        topics,
        fromBlock: quantity(at),
        toBlock: quantity(last),
      }
      found.push(...parseLogs(await rpc.request('eth_getLogs', [filter]), `eth_getLogs(${at} to ${last})`))
      at = last + 1n
    } catch (error) {
      const refusal = error instanceof RpcResponseError && !(error instanceof MethodMissingError)
      if (!refusal || span === 1n) throw error
      span = span > 10n ? span / 10n : 1n
    }
  }
  return found
}
