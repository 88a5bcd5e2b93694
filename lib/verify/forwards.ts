import type { ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { addressTopic } from '@/lib/audit/adapters/personhood-pay-topics'
import { FUNNEL_BLOCKS } from '@/lib/audit/checks/funnelling'
import type { ProgramIdentity } from '@/lib/audit/types'
import { type BloomBits, mayHold } from '@/lib/chain/bloom'
import { TRANSFER_TOPIC } from '@/lib/chain/decode'
import type { RpcClient } from '@/lib/rpc/client'
import type { GatheredLogs } from './gather-logs'
import { type VerifiedBlock, verifiedBlocks } from './verified-logs'

/**
 * The blocks, beside those that were read, in which a payee of the epoch may have passed the token on soon after being paid, each
 * verified. The headers' bloom filters say which they are, so that none can be hidden.
 */
export async function forwardBlocks(
  rpc: RpcClient,
  { token }: ProgramIdentity,
  epoch: bigint,
  events: readonly ProgramEvent[],
  { blocks, hashes, moving, last }: GatheredLogs,
): Promise<Map<bigint, VerifiedBlock>> {
  const wanted = new Set<bigint>()
  const seen: BloomBits = new Map()
  for (const said of events) {
    if (said.event !== 'Claimed' || said.args.epoch !== epoch) continue
    const marks = [token, TRANSFER_TOPIC, addressTopic(said.args.recipient)]
    const end = said.blockNumber + FUNNEL_BLOCKS
    for (let number = said.blockNumber + 1n; number <= end && number <= last.number; number++) {
      if (blocks.has(number) || wanted.has(number)) continue
      const bloom = moving.get(number)
      if (bloom !== undefined && mayHold(bloom, marks, seen)) wanted.add(number)
    }
  }
  return verifiedBlocks(rpc, wanted, hashes)
}
