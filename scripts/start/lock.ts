import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { UserError } from '@/lib/errors'
import { holderOf, tryHold } from './file-lock'
import { STATE } from './folders'
import { type ProcessMark, type StopPlan, stopProcess } from './processes'

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
  return holderOf(LOCK) && readJson<RunRecord>(RUN)
}

/**
 * Makes this process the one start of the folder; throws one sentence where another is. What a start that was killed
 * hard has left running is ended first. Returns the function that gives the lock back.
 */
export async function takeLock(): Promise<() => void> {
  const holder = tryHold(LOCK)
  if (holder) {
    throw new RunsAlreadyError(
      `Parascope runs in this folder already (process ${holder.pid}): end it with Ctrl-C where it runs, or "kill ${holder.pid}".`,
    )
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
