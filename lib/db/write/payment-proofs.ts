import type { ClientBase } from 'pg'
import type { SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
import { type PaymentProof, PROOF_PLACES } from '@/lib/audit/facts'
import type { Hex } from '@/lib/audit/types'
import { bytesOf, hexOf } from '../hex'

/** What was sent in some transactions, by their hashes. */
export async function readSentCalls(
  client: ClientBase,
  chainId: bigint,
  hashes: readonly Hex[],
): Promise<Map<Hex, SentCall>> {
  const { rows } = await client.query<{ hash: Buffer; to: Buffer | null; input: Buffer }>(
    'SELECT hash, "to", input FROM transaction WHERE chain_id = $1 AND hash = ANY($2)',
    [chainId, hashes.map(bytesOf)],
  )
  return new Map(
    rows.map(({ hash, to, input }) => [hexOf(hash), { to: to && hexOf(to), input: hexOf(input) }]),
  )
}

/** How the payments of an epoch up to a block were proved. */
export async function readProofs(
  client: ClientBase,
  chainId: bigint,
  program: string,
  epoch: bigint,
  upTo: bigint,
): Promise<PaymentProof[]> {
  const { rows } = await client.query<{
    block_number: bigint
    log_index: number
    source: string
    proof: Buffer | null
    refusal: string | null
  }>(
    `SELECT q.block_number, q.log_index, q.source, q.proof, q.refusal
     FROM payment_proof q
     JOIN payment p
       ON p.chain_id = q.chain_id AND p.block_number = q.block_number AND p.log_index = q.log_index
     WHERE p.chain_id = $1 AND p.program = $2 AND p.epoch = $3 AND p.block_number <= $4
     ORDER BY q.block_number, q.log_index`,
    [chainId, bytesOf(program), epoch, upTo],
  )
  return rows.map((row) => ({
    blockNumber: row.block_number,
    logIndex: row.log_index,
    source: PROOF_PLACES.find((place) => place === row.source) ?? 'elsewhere',
    bytes: row.proof === null ? undefined : hexOf(row.proof),
    refusal: row.refusal ?? undefined,
  }))
}
