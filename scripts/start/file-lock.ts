import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isAlive, markOf, type ProcessMark } from './processes'

function readMark(file: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** The living process that holds a lock file. */
export function holderOf(file: string): ProcessMark | undefined {
  const holder = readMark(file)
  return holder && isAlive(holder) ? holder : undefined
}

/**
 * Has this process hold a lock file, whose removal gives it back. Where another living process holds it, that one's
 * mark is the answer; what an ended one has left is taken over.
 */
export function tryHold(file: string): ProcessMark | undefined {
  mkdirSync(path.dirname(file), { recursive: true })
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify(markOf(process.pid)))
  try {
    for (;;) {
      try {
        linkSync(mine, file)
        return undefined
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
      const holder = holderOf(file)
      if (holder) return holder
      // Renamed before it is removed, so that of two that find the same stale lock only one removes it.
      try {
        renameSync(file, `${mine}.stale`)
      } catch {
        // the other was faster
      }
    }
  } finally {
    for (const left of [mine, `${mine}.stale`]) rmSync(left, { force: true })
  }
}
