import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** Something that a program or one of its parts said, decoded. */
export interface ProgramEvent {
  blockNumber: bigint
  logIndex: number
  timestamp: bigint
  transactionHash: string
  /** sender of that transaction */
  sender: string
  emitter: string
  event: string
  epoch: bigint | undefined
  args: unknown
}

/** Events of the named kinds, newest first, with who sent the transaction. */
export async function getProgramEvents(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  events: readonly string[],
  limit: number,
): Promise<ProgramEvent[]> {
  const rows = await db.$queryRaw<
    {
      block_number: bigint
      log_index: number
      timestamp: bigint
      hash: Uint8Array
      sender: Uint8Array
      emitter: Uint8Array
      event: string
      epoch: bigint | null
      args: unknown
    }[]
  >`
    SELECT e.block_number, e.log_index, b.timestamp, t.hash, t."from" AS sender, e.emitter, e.event, e.epoch, e.args
    FROM program_event e
    JOIN block b ON b.chain_id = e.chain_id AND b.number = e.block_number
    JOIN transaction t ON t.chain_id = e.chain_id AND t.block_number = e.block_number AND t.index = e.transaction_index
    WHERE e.chain_id = ${chainId} AND e.program = ${bytesOf(program)} AND e.event IN (${Prisma.join([...events])})
    ORDER BY e.block_number DESC, e.log_index DESC LIMIT ${limit}`
  return rows.map((row) => ({
    blockNumber: row.block_number,
    logIndex: row.log_index,
    timestamp: row.timestamp,
    transactionHash: hexOf(row.hash),
    sender: hexOf(row.sender),
    emitter: hexOf(row.emitter),
    event: row.event,
    epoch: row.epoch ?? undefined,
    args: row.args,
  }))
}
