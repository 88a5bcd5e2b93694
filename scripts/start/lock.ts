import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { UserError } from '@/lib/errors'
import { STATE } from './folders'
import { isAlive, markOf, type ProcessMark, type StopPlan, stopProcess } from './processes'

const LOCK = path.join(STATE, 'lock')
const RUN = path.join(STATE, 'run.json')

/** Another start holds the folder. */
export class RunsAlreadyError extends UserError {}

/** What a running start has going, for `npm run indexer` and the like, and for cleaning up after a hard end. */
export interface RunRecord {
  databaseUrl: string | undefined
  /** names of the chains that are indexed into it */
  chains: string[]
  /** in the order of their start */
  processes: (ProcessMark & StopPlan & { name: string })[]
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** The record of the start that runs in this folder just now, else undefined. */
export function runningStart(): RunRecord | undefined {
  const holder = readJson<ProcessMark>(LOCK)
  return holder && isAlive(holder) ? readJson<RunRecord>(RUN) : undefined
}

/**
 * Makes this process the one start of the folder; throws one sentence where another is. What a start that was killed
 * hard has left running is ended first. Returns the function that gives the lock back.
 */
export async function takeLock(): Promise<() => void> {
  mkdirSync(STATE, { recursive: true })
  const mine = `${LOCK}.${process.pid}`
  writeFileSync(mine, JSON.stringify(markOf(process.pid)))
  try {
    for (;;) {
      try {
        linkSync(mine, LOCK)
        break
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
      const holder = readJson<ProcessMark>(LOCK)
      if (holder && isAlive(holder)) {
        throw new RunsAlreadyError(
          `Parascope runs in this folder already (process ${holder.pid}): end it with Ctrl-C where it runs, or "kill ${holder.pid}".`,
        )
      }
      // Renamed before it is removed, so that of two that find the same stale lock only one removes it.
      try {
        renameSync(LOCK, `${mine}.stale`)
      } catch {
        // the other was faster
      }
    }
  } finally {
    for (const file of [mine, `${mine}.stale`]) rmSync(file, { force: true })
  }
  for (const left of (readJson<RunRecord>(RUN)?.processes ?? []).reverse()) await stopProcess(left, left)
  rmSync(RUN, { force: true })
  return () => {
    for (const file of [RUN, LOCK]) rmSync(file, { force: true })
  }
}

/** Writes down what runs, for others to find. It holds the database's password: nobody else may read it. */
export function recordRun(record: RunRecord): void {
  writeFileSync(`${RUN}.new`, JSON.stringify(record, null, 2), { mode: 0o600 })
  renameSync(`${RUN}.new`, RUN)
}
