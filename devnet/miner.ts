import { numberToHex } from 'viem'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { accountAddress } from './accounts'
import { type BlockSummary, type NodeClient, readBlock } from './rpc'
import type { PlannedBlock, PlannedTransaction } from './transaction'

const MAX_FEE = numberToHex(100n * 10n ** 9n)
const TIP = numberToHex(10n ** 9n)

/** A transaction as the node takes it to sign and send. */
export type TransactionRequest = Record<string, string>

/** Names nonces and fees: the next nonce of each sender is taken from `nonces` and counted up there. */
export function toRequests(transactions: PlannedTransaction[], nonces: number[]): TransactionRequest[] {
  return transactions.map(({ from, to, data, value, gas }) => {
    const nonce = nonces[from] ?? 0
    nonces[from] = nonce + 1
    return {
      type: '0x2',
      from: accountAddress(from),
      ...(to === undefined ? {} : { to }),
      data,
      value: numberToHex(value),
      gas: numberToHex(gas),
      nonce: numberToHex(nonce),
      maxFeePerGas: MAX_FEE,
      maxPriorityFeePerGas: TIP,
    }
  })
}

/**
 * Sends the transactions and mines them as the next block, alone and in this order.
 * @throws UserError when the node leaves one out or puts another in
 */
export async function mineRequests(
  node: NodeClient,
  requests: TransactionRequest[],
  timestamp: number,
): Promise<BlockSummary> {
  const sent = await node.batch(
    requests.map((request) => ({ method: 'eth_sendTransaction', params: [request] })),
  )
  const hashes = z.array(z.string()).parse(sent)
  await node.call('evm_mine', [numberToHex(timestamp)])
  const block = await readBlock(node, 'latest')
  if (block === undefined) throw new UserError("The devnet's node has no latest block after mining one.")
  const same =
    block.transactions.length === hashes.length && hashes.every((hash, i) => hash === block.transactions[i])
  if (!same) {
    throw new UserError(
      `Block ${block.number} of the devnet holds ${block.transactions.length} transactions in place of the ` +
        `${hashes.length} that were planned for it: does somebody else send or mine there?`,
    )
  }
  return block
}

/** Mines planned blocks one after another. */
export async function minePlanned(node: NodeClient, blocks: PlannedBlock[], nonces: number[]): Promise<void> {
  for (const { transactions, timestamp } of blocks) {
    await mineRequests(node, toRequests(transactions, nonces), timestamp)
  }
}
