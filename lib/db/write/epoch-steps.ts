import type { ClientBase } from 'pg'
import { FUNNEL_BLOCKS } from '@/lib/audit/checks/funnelling'
import { type EpochStep, NOBODY, PROOF_PLACES, type ProvedPayment } from '@/lib/audit/facts'
import { byPosition } from '@/lib/audit/stored-event'
import type { ProgramIdentity, TokenTransfer } from '@/lib/audit/types'
import { bytesOf, hexOf } from '../hex'
import { rowsOf } from './cursor'

/** The epoch of an audit, and the blocks that it looks at besides the payments of the epoch. */
export interface StepRange {
  epoch: bigint
  from: bigint
  upTo: bigint
}

/**
 * What grows with the payments of an epoch, in chain order: the payments of the epoch up to a block, and from a block on those of other
 * epochs and the transfers that an audit looks at. Of either, a batch is held at a time.
 */
export async function* readSteps(
  client: ClientBase,
  program: ProgramIdentity,
  range: StepRange,
  batch?: number,
): AsyncGenerator<EpochStep> {
  const payments = readPayments(client, program, range, batch)
  const transfers = readTransfers(client, program, range, batch)
  let [payment, transfer] = [await payments.next(), await transfers.next()]
  while (!payment.done || !transfer.done) {
    if (transfer.done || (!payment.done && byPosition(payment.value.payment.at, transfer.value) < 0)) {
      if (!payment.done) yield payment.value
      payment = await payments.next()
    } else {
      yield transfer.value
      transfer = await transfers.next()
    }
  }
}

async function* readPayments(
  client: ClientBase,
  { chainId, address }: ProgramIdentity,
  { epoch, from, upTo }: StepRange,
  batch?: number,
): AsyncGenerator<ProvedPayment, undefined> {
  const rows = rowsOf<{
    block_number: bigint
    log_index: number
    transaction_index: number
    hash: Buffer
    timestamp: bigint
    epoch: bigint
    region: number
    nullifier: bigint
    recipient: Buffer
    amount: bigint
    root: Buffer
    source: string | null
    proof: Buffer | null
    refusal: string | null
  }>(
    client,
    'payments_of_epoch',
    `SELECT p.block_number, p.log_index, p.transaction_index, t.hash, b.timestamp, p.epoch, p.region, p.nullifier, p.recipient,
       p.amount, p.root, q.source, q.proof, q.refusal
     FROM payment p
     JOIN transaction t
       ON t.chain_id = p.chain_id AND t.block_number = p.block_number AND t.index = p.transaction_index
     JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
     LEFT JOIN payment_proof q
       ON q.chain_id = p.chain_id AND q.block_number = p.block_number AND q.log_index = p.log_index
     WHERE p.chain_id = $1 AND p.program = $2 AND p.block_number <= $3 AND (p.epoch = $4 OR p.block_number >= $5)
     ORDER BY p.block_number, p.log_index`,
    [chainId, bytesOf(address), upTo, epoch, from],
    batch,
  )
  for await (const row of rows) {
    const { block_number: blockNumber, log_index: logIndex, source } = row
    yield {
      payment: {
        at: {
          blockNumber,
          logIndex,
          transactionIndex: row.transaction_index,
          transactionHash: hexOf(row.hash),
          timestamp: row.timestamp,
        },
        epoch: row.epoch,
        region: row.region,
        nullifier: row.nullifier,
        recipient: hexOf(row.recipient),
        amount: row.amount,
        root: BigInt(hexOf(row.root)),
      },
      found:
        source === null
          ? undefined
          : {
              blockNumber,
              logIndex,
              source: PROOF_PLACES.find((place) => place === source) ?? 'elsewhere',
              bytes: row.proof === null ? undefined : hexOf(row.proof),
              refusal: row.refusal ?? undefined,
            },
    }
  }
}

async function* readTransfers(
  client: ClientBase,
  { chainId, address, token, treasury }: ProgramIdentity,
  { epoch, from, upTo }: StepRange,
  batch?: number,
): AsyncGenerator<TokenTransfer, undefined> {
  const rows = rowsOf<{
    block_number: bigint
    log_index: number
    transaction_index: number
    hash: Buffer
    from: Buffer
    to: Buffer
    amount: bigint
  }>(
    client,
    'transfers_of_epoch',
    `SELECT r.block_number, r.log_index, r.transaction_index, t.hash, r."from", r."to", r.amount
     FROM token_transfer r
     JOIN transaction t
       ON t.chain_id = r.chain_id AND t.block_number = r.block_number AND t.index = r.transaction_index
     WHERE r.chain_id = $1 AND r.token = $2 AND r.block_number BETWEEN $3 AND $4
       AND (r."from" = ANY($5) OR r."to" = ANY($5) OR EXISTS (
         SELECT 1 FROM payment p WHERE p.chain_id = r.chain_id AND p.recipient = r."from" AND p.program = $6 AND p.epoch = $7
           AND p.block_number BETWEEN r.block_number - $8 AND r.block_number))
     ORDER BY r.block_number, r.log_index`,
    [
      ...[chainId, bytesOf(token), from, upTo, [address, treasury, NOBODY].map(bytesOf)],
      ...[bytesOf(address), epoch, FUNNEL_BLOCKS],
    ],
    batch,
  )
  for await (const row of rows) {
    yield {
      blockNumber: row.block_number,
      logIndex: row.log_index,
      transactionIndex: row.transaction_index,
      transactionHash: hexOf(row.hash),
      from: hexOf(row.from),
      to: hexOf(row.to),
      amount: row.amount,
    }
  }
}
