import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { connect } from '@/lib/db/connect'
import { migrate } from '@/lib/db/migrate'
import { prepareCluster, removeCluster } from '../../scripts/start/postgres'
import { markOf, stopProcess } from '../../scripts/start/processes'
import { startReaper } from '../../scripts/start/reaper'

declare module 'vitest' {
  interface ProvidedContext {
    /** address of the test server's maintenance database */
    postgresUrl: string
  }
}

/** Database that every test database is copied from: migrated and empty. */
export const TEMPLATE = 'parascope_template'

const STOP = { signal: 'SIGINT', graceMs: 10_000 } as const

/** One real Postgres for a test run, on a free port, its data thrown away afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(tmpdir(), 'parascope-test-'))
  // The server may run as another user, who has to get through to its own folder.
  chmodSync(home, 0o711)
  const folder = path.join(home, 'postgres')
  const cluster = await prepareCluster(folder, {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  })
  const reaper = startReaper()
  const server = spawn(cluster.command, cluster.args, {
    ...cluster.user,
    cwd: '/',
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  server.stderr.on('data', (chunk) => {
    output = `${output}${chunk}`.slice(-4000)
  })
  const mark = markOf(server.pid ?? 0)
  reaper.add(mark, STOP)
  const url = cluster.url('postgres')
  const deadline = Date.now() + 60_000
  for (;;) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error(`The test Postgres did not start: ${output}`)
    try {
      await (await connect(url)).end()
      break
    } catch {
      await sleep(50)
    }
  }
  await migrate(cluster.url(TEMPLATE))
  project.provide('postgresUrl', url)
  return async () => {
    await stopProcess(mark, STOP)
    reaper.close()
    removeCluster(folder)
    rmSync(home, { recursive: true, force: true })
  }
}
