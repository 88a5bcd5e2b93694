import type { Period } from '@/lib/audit/adapters/adapter'
import type { Hex } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'
import { type Header, readHeader } from '../headers'
import { CannotAuditError } from './cannot-audit'

/** Blocks of a period: `first` is the one before it, `from` where its history begins. */
export interface PeriodBlocks {
  from: bigint
  first: bigint
  last: bigint
}

/**
 * Finds the blocks of a period.
 * @param upTo the last block of a period without an end; else the head
 * @throws CannotAuditError where the period is not over, or has no blocks
 */
export async function findBlocks(
  rpc: RpcClient,
  address: Hex,
  period: Period,
  upTo?: bigint,
): Promise<PeriodBlocks> {
  const head = await rpc.head('latest')
  if (head === undefined) throw new UserError(`The node at ${rpc.node} has no blocks.`)
  const { window, history = 0n } = period
  if (window.kind === 'life') {
    const last = upTo ?? head.number
    if (last > head.number)
      throw new UserError(
        `The node at ${rpc.node} is at block ${head.number}: it does not have block ${last}.`,
      )
    const created = await creationBlock(rpc, address, last)
    const first = created > 0n ? created - 1n : 0n
    return { from: first + 1n, first, last }
  }
  const top = await readHeader(rpc, head.number)
  if (top.timestamp < window.to) {
    throw new CannotAuditError(
      `The period ${period.label} is not over: it ends at ${window.to}, and block ${head.number} is of ${top.timestamp} (unix seconds). It is audited when it has ended.`,
    )
  }
  const start = await firstAt(rpc, window.from, top)
  const end = await firstAt(rpc, window.to, top)
  if (start === 0n) {
    throw new CannotAuditError(
      `The period ${period.label} began before the chain: block 0 is later. Name a later one.`,
    )
  }
  if (end === start) throw new CannotAuditError(`The chain has no block in the period ${period.label}.`)
  const from = history === 0n ? start : await firstAt(rpc, window.from - history, top)
  return { from: from === 0n ? 1n : from, first: start - 1n, last: end - 1n }
}

/** The first block at or after a moment: timestamps rise from block to block. */
async function firstAt(rpc: RpcClient, timestamp: bigint, head: Header): Promise<bigint> {
  let [low, high] = [0n, head.number]
  while (low < high) {
    const middle = (low + high) / 2n
    if ((await readHeader(rpc, middle)).timestamp < timestamp) low = middle + 1n
    else high = middle
  }
  return low
}

/** The block that made a contract: 0 where the node no longer knows. */
async function creationBlock(rpc: RpcClient, address: Hex, last: bigint): Promise<bigint> {
  let [low, high] = [0n, last]
  try {
    while (low < high) {
      const middle = (low + high) / 2n
      if ((await rpc.code(address, middle)) === '0x') low = middle + 1n
      else high = middle
    }
  } catch (error) {
    if (error instanceof RpcResponseError) return 0n
    throw error
  }
  return low
}
