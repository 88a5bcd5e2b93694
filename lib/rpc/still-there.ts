import { UserError } from '@/lib/errors'
import type { BlockRef } from '@/lib/rpc/blocks'
import { BlockGoneError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'
import type { Transport } from '@/lib/rpc/transport'

/** Whether the node still has this block at its number. */
export async function isStillThere(transport: Transport, block: BlockRef): Promise<boolean> {
  const raw = await transport.request('eth_getBlockByNumber', [quantity(block.number), false])
  return typeof raw === 'object' && raw !== null && 'hash' in raw && raw.hash === block.hash
}

/**
 * The error for an answer that does not fit its block: the block is gone, if the chain was reorganised, or else what is
 * wrong with the answer.
 * @param problem a sentence without its end: "block 7, transaction 0 (0x01): plain.txHash is 0x02"
 */
export async function misfit(transport: Transport, block: BlockRef, problem: string): Promise<Error> {
  if (await isStillThere(transport, block)) return new UserError(problem)
  return new BlockGoneError(block.number, block.hash, transport.node)
}
