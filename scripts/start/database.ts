import path from 'node:path'
import type { Settings } from '@/lib/env'
import { STATE } from './folders'
import { prepareCluster } from './postgres'
import { postgresService } from './services'
import type { Session } from './session'
import type { Steps } from './steps'
import { untilPostgres } from './wait'

/** Folder of the embedded Postgres. */
export const POSTGRES = path.join(STATE, 'postgres')

/**
 * Name of the database inside the embedded Postgres. The devnet has one of its own: its chain id, 31337, is that of
 * every local chain, and one of them must not be taken for a reorganisation of the other.
 */
function databaseName(settings: Settings): string {
  return settings.chains.length > 0 ? 'parascope' : 'devnet'
}

/** Starts the embedded Postgres; returns the address of the database for these settings, which may have to be made. */
export async function startDatabase(session: Session, steps: Steps, settings: Settings): Promise<string> {
  return steps.run('Postgres', async (note) => {
    const cluster = await prepareCluster(POSTGRES)
    const service = session.start(postgresService(cluster))
    await untilPostgres(cluster.url('postgres'), service)
    const url = cluster.url(databaseName(settings))
    note(new URL(url).host)
    return url
  })
}
