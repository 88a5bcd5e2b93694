import type { Head } from '@/lib/chain/parse'
import { storeBatch } from '@/lib/db/write/batch'
import { type Checkpoint, findCheckpoint } from '@/lib/db/write/checkpoint'
import { inTransaction } from '@/lib/db/write/connection'
import { deleteAbove, hasBlocksAbove } from '@/lib/db/write/reorg'
import { RetryableError } from '@/lib/errors'
import { BatchSize } from './batches'
import { mapLimited } from './concurrency'
import type { Knowledge } from './knowledge'
import { Parting } from './parting'
import { hashAt, type ReadBlock, readBlock } from './read'
import { loadKnowledge, readOptions, type Session } from './session'
import { stageBatch } from './stage'
import { wait } from './wait'

export interface FollowOptions {
  /** milliseconds between questions for the head */
  pollMs: number
  /** milliseconds that a shorter chain has to stay shorter before it counts as rolled back */
  rollbackGraceMs: number
  /** blocks that one transaction stores at most */
  batchBlocks?: bigint
  /** blocks one by one at first */
  careful: boolean
  /** called after every batch stored */
  onProgress: () => void
}

/** Blocks read at once: enough to keep a node busy, few enough that a batch is whole in good time. */
const READERS = 4
/** A batch takes no further blocks after this time: on a slow node, too, what is read is soon stored and shown. */
const READING_MS = 5000

/** Follows a chain from its checkpoint until the signal says stop. Throws on anything that needs a new start. */
export async function follow(session: Session, options: FollowOptions): Promise<void> {
  const { writer, chainId, signal, health } = session
  const parting = new Parting(session, options.rollbackGraceMs)
  const size = new BatchSize(options.batchBlocks, options.careful)
  let position = await findCheckpoint(writer.client, chainId)
  await removeLooseBlocks(session, position)
  let knowledge = await loadKnowledge(session)
  while (!signal.aborted) {
    const head = await askHead(session)
    const common = position && (await parting.find(position, head))
    if (position && common) {
      position = await parting.goBack(position, common)
      knowledge = await loadKnowledge(session)
      continue
    }
    if (position && head.number <= position.number) {
      health.indexerError(null)
      session.refusals.pause()
      await wait(options.pollMs, signal)
      continue
    }
    let intact = true
    for await (const blocks of readAhead(session, nextNumber(session, position), head.number, size)) {
      const stored = await takeBatch(session, blocks, position, knowledge)
      intact = stored !== undefined
      if (stored === undefined) break
      position = stored
      parting.calm()
      health.indexerError(null)
      options.onProgress()
      if (signal.aborted) return
      await askHead(session)
    }
    if (intact) continue
    // The chain changed under the reader. What the lost blocks made known goes with them.
    parting.suspect()
    knowledge = await loadKnowledge(session)
  }
}

/** The head as the node has it now, reported to the status page. */
async function askHead({ rpc, can, health }: Session): Promise<Head> {
  const [head, safe, finalized] = await Promise.all([
    rpc.head('latest'),
    can.safe ? rpc.head('safe') : undefined,
    can.finalized ? rpc.head('finalized') : undefined,
  ])
  if (head === undefined) throw new RetryableError(`The node at ${rpc.node} has no block yet.`)
  health.head({ ...head, safe: safe?.number, finalized: finalized?.number })
  health.sample({ head, safe, finalized })
  return head
}

function nextNumber({ config }: Session, position: Checkpoint | undefined): bigint {
  return position === undefined ? (config.startBlock ?? 0n) : position.number + 1n
}

/** Blocks taken singly above the checkpoint stand in the way of the same blocks with their parents. */
async function removeLooseBlocks(session: Session, position: Checkpoint | undefined): Promise<void> {
  const { writer, chainId, say } = session
  const last = nextNumber(session, position) - 1n
  if (!(await hasBlocksAbove(writer.client, chainId, last))) return
  say(`Single blocks above block ${last} are removed: they come again as the chain is followed.`)
  await inTransaction(writer.client, () => deleteAbove(writer.client, chainId, last))
}

/** Reads batches from `from` to `head`, the next one while the last is worked on. */
async function* readAhead(
  session: Session,
  from: bigint,
  head: bigint,
  size: BatchSize,
): AsyncGenerator<ReadBlock[]> {
  const read = (first: bigint) => {
    const batch = readBatch(session, first, size.end(first, head))
    // It is awaited later, or never where the work ends before: then its failure is nobody's.
    batch.catch(() => {})
    return batch
  }
  let next: Promise<ReadBlock[]> | undefined = from <= head ? read(from) : undefined
  while (next !== undefined) {
    const blocks = await next
    const last = blocks.at(-1)?.block.number ?? head
    size.learn(
      blocks.length,
      blocks.reduce((sum, { block }) => sum + block.transactions.length, 0),
    )
    next = last < head ? read(last + 1n) : undefined
    yield blocks
  }
}

function readBatch(session: Session, first: bigint, last: bigint): Promise<ReadBlock[]> {
  const { rpc, can, health } = session
  const numbers = Array.from({ length: Number(last - first) + 1 }, (_, at) => first + BigInt(at))
  const since = performance.now()
  const read = async (number: bigint) => {
    const block = await readBlock(rpc, number, can, readOptions(session))
    health.beat()
    return block
  }
  return mapLimited(numbers, READERS, read, () => performance.now() - since > READING_MS)
}

/** Stores a batch and gives the new checkpoint; undefined, and nothing stored, where the chain is not what was read. */
async function takeBatch(
  session: Session,
  blocks: readonly ReadBlock[],
  from: Checkpoint | undefined,
  knowledge: Knowledge,
): Promise<Checkpoint | undefined> {
  const { rpc, writer, chainId, config, say, health } = session
  const last = blocks.at(-1)?.block
  if (last === undefined || !areLinked(blocks, from)) return undefined
  const context = {
    rpc,
    knowledge,
    registry: config.registry,
    configured: config.programs,
    names: session.names,
    say,
    health,
  }
  const { candidates, earlier } = session
  const beat = () => health.beat()
  const batch = await stageBatch(blocks, chainId, context, { from, candidates, earlier, beat })
  // Calls and traces were asked by number: they are of these blocks if the last one is still there.
  if ((await hashAt(rpc, last.number)) !== last.hash) return undefined
  await storeBatch(writer, batch)
  health.beat()
  for (const { block, refusals } of blocks) {
    session.refusals.take(block.number, block.transactions.length, refusals)
  }
  return { number: last.number, hash: last.hash }
}

function areLinked(blocks: readonly ReadBlock[], from: Checkpoint | undefined): boolean {
  let parent = from?.hash
  for (const { block } of blocks) {
    if (parent !== undefined && block.parentHash !== parent) return false
    parent = block.hash
  }
  return true
}
