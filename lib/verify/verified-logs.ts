import type { SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
import { eventTopic } from '@/lib/audit/adapters/personhood-pay-topics'
import type { AuditedBlock } from '@/lib/audit/types'
import type { Hex, Log } from '@/lib/chain/types'
import { verifyBlock } from '@/lib/chain/verify'
import { RetryableError, UserError } from '@/lib/errors'
import type { RpcClient } from '@/lib/rpc/client'

/** A block whose transactions and receipts are those that its header commits to. */
export interface VerifiedBlock extends AuditedBlock {
  logs: Log[]
  /** what was sent in the transactions that paid somebody, by their hashes */
  paying: Map<Hex, SentCall>
}

const PAID = eventTopic('Claimed')

const TOGETHER = 8

/**
 * All logs of some blocks, each from receipts that were verified against the block's own hash.
 * @param hashes what the blocks must be called, where that is known
 * @param pays which logs' transactions are kept as paying
 * @throws VerificationError where a block or its receipts are not what the hash says
 */
export async function verifiedBlocks(
  rpc: RpcClient,
  numbers: Iterable<bigint>,
  hashes: ReadonlyMap<bigint, Hex>,
  onBlock: (done: number) => void = () => undefined,
  pays: (log: Log) => boolean = ({ topics }) => topics[0] === PAID,
): Promise<Map<bigint, VerifiedBlock>> {
  const wanted = [...new Set(numbers)].sort((a, b) => (a < b ? -1 : 1))
  const blocks = new Map<bigint, VerifiedBlock>()
  for (let at = 0; at < wanted.length; at += TOGETHER) {
    const read = await Promise.all(
      wanted.slice(at, at + TOGETHER).map((number) => verifiedBlock(rpc, number, hashes.get(number), pays)),
    )
    for (const block of read) blocks.set(block.number, block)
    onBlock(blocks.size)
  }
  return blocks
}

async function verifiedBlock(
  rpc: RpcClient,
  number: bigint,
  expected: Hex | undefined,
  pays: (log: Log) => boolean,
): Promise<VerifiedBlock> {
  const block = await rpc.block(number)
  if (block === undefined) throw new UserError(`The node at ${rpc.node} does not have block ${number}.`)
  if (expected !== undefined && block.hash !== expected) {
    throw new RetryableError(
      `The node at ${rpc.node} called block ${number} ${expected} and now calls it ${block.hash}: the chain was reorganised meanwhile, or the node contradicts itself. Try again.`,
    )
  }
  const receipts = await rpc.receipts(block)
  verifyBlock(block, receipts)
  const { hash, timestamp } = block
  const logs = receipts.flatMap((receipt) => receipt.logs)
  const payers = new Set(logs.filter(pays).map((log) => log.transactionHash))
  const sent = block.transactions.filter((transaction) => payers.has(transaction.hash))
  const paying = new Map(sent.map(({ hash, to, input }) => [hash, { to, input }]))
  return { number, hash, timestamp, logs, paying }
}

/**
 * Makes sure that what a node said of its logs is what its blocks hold.
 * @throws UserError naming the first log that is not there
 */
export function requireHeld(
  rpc: RpcClient,
  said: readonly Log[],
  blocks: ReadonlyMap<bigint, VerifiedBlock>,
): void {
  for (const log of said) {
    const held = blocks.get(log.blockNumber)?.logs.find(({ index }) => index === log.index)
    if (held !== undefined && contents(held) === contents(log)) continue
    throw new UserError(
      `The node at ${rpc.node} lies about log ${log.index} of block ${log.blockNumber}: the block's own receipts do not hold it so. Use another node.`,
    )
  }
}

function contents({ address, topics, data, transactionHash, blockHash }: Log): string {
  return [address, ...topics, data, transactionHash, blockHash].join(' ')
}
