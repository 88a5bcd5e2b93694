import { rmSync } from 'node:fs'
import path from 'node:path'
import { migrate } from '@/lib/db/migrate'
import { readSettings, type Settings } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { freePort } from '@/lib/ports'
import { STATE } from './folders'
import { takeLock } from './lock'
import { HELP, parseOptions } from './options'
import { checkSitePort } from './ports'
import { prepareCluster, removeCluster } from './postgres'
import { lastWords, logFile } from './service'
import {
  buildTask,
  DEVNET_REGISTRY,
  devnetService,
  indexerService,
  postgresService,
  siteService,
} from './services'
import { createSession, type Session } from './session'
import { ensureSiteBuilt } from './site-build'
import type { CommandInput, Steps } from './steps'
import { untilHttp, untilPostgres, untilRpc } from './wait'

const POSTGRES = path.join(STATE, 'postgres')
const DEVNET = path.join(STATE, 'devnet')

async function startDatabase(session: Session, steps: Steps): Promise<string> {
  const url = await steps.run('Postgres', async (note) => {
    const cluster = await prepareCluster(POSTGRES)
    const service = session.start(postgresService(cluster))
    const address = cluster.url('parascope')
    await untilPostgres(cluster.url('postgres'), service)
    note(new URL(address).host)
    return address
  })
  session.offerDatabase(url)
  return url
}

async function startDevnet(session: Session, steps: Steps): Promise<Record<string, string>> {
  return steps.run('Devnet', async (note) => {
    const port = await freePort(8545)
    const rpcUrl = `http://127.0.0.1:${port}`
    await untilRpc(rpcUrl, session.start(devnetService(port)))
    note(rpcUrl)
    return { RPC_URL: rpcUrl, CHAIN_NAME: 'Devnet', REGISTRY_ADDRESS: DEVNET_REGISTRY }
  })
}

async function buildSite(session: Session, steps: Steps): Promise<void> {
  await steps.run('Site build', async (note) => {
    await ensureSiteBuilt(async () => {
      note('building, which takes a minute')
      const code = await session.task(buildTask())
      if (code !== 0) {
        throw new UserError(
          `The site could not be built (${lastWords(logFile('build'), 0)}): read ${logFile('build')}.`,
        )
      }
      note('built')
    })
  })
}

async function startAll(
  session: Session,
  steps: Steps,
  settings: Settings,
  indexerArgs: string[],
): Promise<void> {
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(session, steps))
  await steps.run('Migrations', async (note) => {
    const applied = await migrate(databaseUrl)
    note(applied.length === 0 ? 'up to date' : `${applied.length} applied`)
  })
  const chain = settings.chains.length > 0 ? {} : await startDevnet(session, steps)
  const variables = { DATABASE_URL: databaseUrl, ...chain }
  await steps.run('Indexer', async (note) => {
    session.start(indexerService(indexerArgs, variables))
    note(settings.chains.map(({ name }) => name).join(', ') || 'Devnet')
  })
  await buildSite(session, steps)
  const { host, port } = settings.site
  const shownHost = ['127.0.0.1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host
  await steps.run('Site', async () => {
    const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
    await untilHttp(
      `http://${reachable}:${port}/api/v1/status`,
      session.start(siteService(host, port, variables)),
    )
  })
  process.stdout.write(
    `\nParascope is at http://${shownHost}:${port}\nCtrl-C ends it; logs are in .parascope/logs.\n`,
  )
}

function reset(settings: Settings): void {
  if (settings.databaseUrl !== undefined) {
    throw new UserError(
      '--reset removes only the database that Parascope keeps itself, and DATABASE_URL names another: empty that one yourself, or unset DATABASE_URL.',
    )
  }
  removeCluster(POSTGRES)
  rmSync(DEVNET, { recursive: true, force: true })
}

/** `npm start`: the whole product, until a signal ends it. */
export async function main({ args, steps }: CommandInput): Promise<void> {
  const options = parseOptions(args)
  if (options.help) {
    console.log(HELP)
    return
  }
  const settings = readSettings()
  settings.site.port = options.port ?? settings.site.port
  settings.site.host = options.host ?? settings.site.host
  const release = await takeLock()
  const say = (text: string) => console.error(`  ! ${text}`)
  const session = createSession(say, release)
  // A terminal that is gone must not keep the processes from being ended.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      if (session.isStopping()) return
      console.log('\nEnding …')
      await session.stop()
      process.exit(signal === 'SIGINT' ? 0 : 143)
    })
  }
  try {
    await checkSitePort(settings.site.port, settings.site.host)
    if (options.reset) await steps.run('Reset', async () => reset(settings))
    await startAll(session, steps, settings, options.blocks === undefined ? [] : ['--blocks', options.blocks])
  } catch (error) {
    // Ended by a signal meanwhile: what failed is only the echo of that.
    if (session.isStopping()) return
    await session.stop()
    throw error
  }
}
