import type { ClientBase } from 'pg'
import type { SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
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
