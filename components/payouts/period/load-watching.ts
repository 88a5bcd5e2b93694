import type { AdaptedProgram, Adapter } from '@/lib/audit/adapters/adapter'
import type { PrismaClient } from '@/lib/db/generated/client'
import { findPeriod } from '@/lib/db/read/periods'
import type { Program } from '@/lib/db/read/programs'
import { countSourceLogs } from '@/lib/db/read/source-logs'

/** A period that goes on, and what is known of it before its audit. */
export interface Watched {
  epoch: bigint
  label: string
  /** unix seconds; undefined for a period without an end */
  startsAt: bigint | undefined
  endsAt: bigint | undefined
  /** logs of the program's sources since its beginning, or since its last audit */
  logs: number
}

/** A program as its adapter takes it. */
export function adaptedProgram(program: Program, chainId: bigint): AdaptedProgram {
  const { address, kind, name, parts, figures } = program
  const lower = (text: string): `0x${string}` => `0x${text.slice(2)}`
  return {
    ...{ chainId, kind, name, figures, address: lower(address) },
    parts: Object.fromEntries(Object.entries(parts).map(([part, at]) => [part, lower(at)])),
  }
}

/** The periods that a moment (unix seconds) belongs to. */
export async function loadWatched(
  db: PrismaClient,
  adapter: Adapter,
  program: AdaptedProgram,
  timestamp: bigint,
): Promise<Watched[]> {
  const { chainId, address } = program
  const sources = adapter.sources(program)
  const periods = adapter.periodsAt(program, timestamp).map((id) => adapter.periodOf(program, id))
  return Promise.all(
    periods.map(async ({ id, label, window }): Promise<Watched> => {
      if (window.kind === 'time') {
        const logs = await countSourceLogs(db, chainId, sources, window.from)
        return { epoch: id, label, startsAt: window.from, endsAt: window.to, logs }
      }
      const last = await findPeriod(db, chainId, address, id)
      const since = last === undefined ? 0n : last.auditedAt + 1n
      const logs = await countSourceLogs(db, chainId, sources, since)
      return { epoch: id, label, startsAt: undefined, endsAt: undefined, logs }
    }),
  )
}
