import { storeBatch } from '@/lib/db/write/batch'
import { findCheckpoint } from '@/lib/db/write/checkpoint'
import { databaseError } from '@/lib/db/write/connection'
import { findBlockHash } from '@/lib/db/write/reorg'
import { UserError } from '@/lib/errors'
import { readBlock } from './read'
import { loadKnowledge, openSession, readOptions, type Session, type Surroundings } from './session'
import { stageBatch } from './stage'

/**
 * Takes single blocks of a chain whose other blocks need not be there: verified, stored, not followed. A block that is there already
 * is left alone.
 */
export async function takeBlocks(around: Surroundings, numbers: readonly bigint[]): Promise<void> {
  const session = await openSession(around, 'blocks')
  try {
    const head = await session.rpc.head('latest')
    if (head) session.health.head(head)
    for (const number of numbers) {
      if (session.signal.aborted) return
      await takeBlock(session, number)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw databaseError(error)
  } finally {
    await session.writer.close()
  }
}

async function takeBlock(session: Session, number: bigint): Promise<void> {
  const { writer, chainId, rpc, can, say, config } = session
  if ((await findBlockHash(writer.client, chainId, number)) !== undefined) {
    say(`block ${number} is stored already`)
    return
  }
  const checkpoint = await findCheckpoint(writer.client, chainId)
  if (checkpoint && number > checkpoint.number) {
    throw new UserError(
      `Block ${number} lies ahead of block ${checkpoint.number}, up to which this chain is followed: start the indexer without --blocks and it comes by itself.`,
    )
  }
  const knowledge = await loadKnowledge(session, number)
  const read = await readBlock(rpc, number, can, readOptions(session))
  const context = {
    rpc,
    knowledge,
    registry: config.registry,
    configured: config.programs,
    names: session.names,
    say,
  }
  await storeBatch(writer, await stageBatch([read], chainId, context))
  const count = read.block.transactions.length
  session.refusals.take(number, count, read.refusals)
  session.refusals.end()
  say(`block ${number} stored and verified: ${count} transactions, access sets ${read.source}`)
}
