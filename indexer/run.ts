import { setMaxListeners } from 'node:events'
import { MalformedAnswerError } from '@/lib/chain/fields'
import { VerificationError } from '@/lib/chain/verify'
import { ChainTakenError, databaseError, openPool } from '@/lib/db/write/connection'
import type { ChainConfig } from '@/lib/env'
import { RetryableError, UserError } from '@/lib/errors'
import { readModulesFile } from '@/lib/modules-file/read'
import { ModuleRules } from '@/lib/modules-file/rules'
import { NO_MODULES } from '@/lib/modules-file/types'
import { NO_LAYOUTS } from '@/lib/parallelism/names/layout-book'
import { createRpcClient } from '@/lib/rpc/client'
import {
  BlockGoneError,
  NodeBusyError,
  NodeUnreachableError,
  NotANodeError,
  RpcResponseError,
  WrongChainError,
} from '@/lib/rpc/errors'
import { takeBlocks } from './blocks'
import { follow } from './follow'
import { Health } from './health'
import { readLayouts } from './layouts'
import { type Say, sayFor } from './log'
import { readLists } from './periods/lists'
import { ModuleClashError } from './registry'
import { openSession, type Surroundings } from './session'
import { backoff, wait } from './wait'

export interface IndexerOptions {
  databaseUrl: string
  chain: ChainConfig
  /** ends the indexer; what is stored is whole */
  signal: AbortSignal
  /** single blocks to take, in place of following the chain; the indexer then ends */
  blocks?: readonly bigint[]
  /** blocks that one transaction stores at most */
  batchBlocks?: bigint
  say?: Say
  /** milliseconds between questions for the head */
  pollMs?: number
  /** milliseconds that a shorter chain has to stay shorter before it counts as rolled back */
  rollbackGraceMs?: number
}

const POLL_MS = 500
const ROLLBACK_GRACE_MS = 3000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** A reorganisation takes blocks away from under the reader; only one that goes on is worth a sentence. */
const QUIET_ATTEMPTS = 5

/**
 * Indexes one chain until the signal says stop, or takes single blocks and returns. Nodes and databases that fail are tried again
 * for ever, and what is wrong stands in chain_status.
 * @throws WrongChainError, ChainTakenError, ModuleClashError: going on would do harm; with `blocks` whatever went wrong
 */
export async function runIndexer(options: IndexerOptions): Promise<void> {
  const { databaseUrl, chain: config, signal, say = sayFor(config.name) } = options
  const layouts = config.layouts === undefined ? NO_LAYOUTS : await readLayouts(config.layouts)
  const { modulesFile } = config
  const rules = new ModuleRules(modulesFile === undefined ? NO_MODULES : await readModulesFile(modulesFile))
  const lists = await readLists(config.programs)
  const pool = openPool(databaseUrl)
  const health = new Health(pool, say)
  // Every request under way listens to the signal.
  setMaxListeners(0, signal)
  const { chainId } = config
  const rpc = createRpcClient(config.rpcUrl, { chainId, signal })
  const around: Surroundings = { config, rpc, health, say, signal, pool, databaseUrl, layouts, lists, rules }
  try {
    if (options.blocks) await takeBlocks(around, options.blocks)
    else await followForever(around, options)
  } finally {
    await health.close()
    await pool.end()
  }
}

async function followForever(around: Surroundings, options: IndexerOptions): Promise<void> {
  const { health, signal } = around
  let attempt = 0
  while (!signal.aborted) {
    try {
      const session = await openSession(around, 'follow')
      try {
        await follow(session, {
          pollMs: options.pollMs ?? POLL_MS,
          rollbackGraceMs: options.rollbackGraceMs ?? ROLLBACK_GRACE_MS,
          batchBlocks: options.batchBlocks,
          careful: attempt > 0,
          onProgress: () => {
            attempt = 0
          },
        })
      } finally {
        session.refusals.end()
        await session.writer.close()
      }
    } catch (error) {
      if (signal.aborted) return
      if (mustStop(error)) {
        health.indexerError(error.message)
        throw error
      }
      if (!(error instanceof BlockGoneError && attempt < QUIET_ATTEMPTS)) report(health, error)
      await wait(backoff(attempt++, FIRST_WAIT_MS, LONGEST_WAIT_MS), signal)
    }
  }
}

/** What no further attempt can change, and where going on would do harm. */
function mustStop(error: unknown): error is Error {
  return (
    error instanceof WrongChainError || error instanceof ChainTakenError || error instanceof ModuleClashError
  )
}

/** Puts what went wrong where a person sees it: the node's trouble, or the indexer's. */
function report(health: Health, error: unknown): void {
  if (
    error instanceof NodeUnreachableError ||
    error instanceof NotANodeError ||
    error instanceof NodeBusyError ||
    error instanceof BlockGoneError ||
    error instanceof RpcResponseError ||
    error instanceof MalformedAnswerError
  ) {
    health.rpcError(error.message)
  } else if (error instanceof VerificationError) {
    health.refused()
    health.indexerError(`${error.message} It is not stored, and read again until it verifies.`)
  } else if (error instanceof UserError || error instanceof RetryableError) {
    health.indexerError(error.message)
  } else {
    health.indexerError(databaseError(error).message)
  }
}
