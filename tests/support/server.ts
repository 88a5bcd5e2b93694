import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from '@/lib/db/connect'
import { prepareCluster, removeCluster } from '../../scripts/start/postgres'
import { startChild } from './child'
import { untilOf, works } from './until'

/** A running Postgres whose data is thrown away when it stops. */
export interface TestServer {
  /** address of a database of it */
  url(database: string): string
  stop(): Promise<void>
}

/** Starts an embedded Postgres on a free port, with nothing in it and no care for a loss of power. */
export async function startPostgres(): Promise<TestServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'parascope-test-'))
  // The server may run as another user, who has to get through to its own folder.
  chmodSync(home, 0o711)
  const folder = path.join(home, 'postgres')
  const cluster = await prepareCluster(folder, {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  })
  const server = startChild({ ...cluster, stop: { signal: 'SIGINT', graceMs: 10_000 } })
  const stop = async () => {
    await server.stop()
    removeCluster(folder)
    rmSync(home, { recursive: true, force: true })
  }
  try {
    await untilOf(server, 'the test Postgres takes connections', () =>
      works(async () => (await connect(cluster.url('postgres'))).end()),
    )
  } catch (error) {
    await stop()
    throw error
  }
  return { url: cluster.url, stop }
}
