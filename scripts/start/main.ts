import { rmSync } from 'node:fs'
import path from 'node:path'
import { migrate } from '@/lib/db/migrate'
import { readSettings, type Settings } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { freePort } from '@/lib/ports'
import { POSTGRES, startDatabase } from './database'
import { DEVNET, LOGS } from './folders'
import { takeLock } from './lock'
import { errorLine } from './log'
import { HELP, parseOptions } from './options'
import { checkSitePort } from './ports'
import { removeCluster } from './postgres'
import { logFile } from './process-run'
import { buildTask, DEVNET_REGISTRY, devnetService, indexerService, siteService } from './services'
import { createSession, type Session } from './session'
import { ensureSiteBuilt, isSiteBuilt } from './site-build'
import type { CommandInput, Steps } from './steps'
import { untilHttp, untilRpc } from './wait'

const DEVNET_NAME = 'Devnet'
/** How the devnet begins each line. */
const DEVNET_SAYS = 'devnet: '

/** Shows what the indexer says of a chain: a line of its log with a time before it. The same is shown once. */
function relay(steps: Steps): (line: string) => boolean {
  const last = new Map<string, string>()
  return (line) => {
    const [, chain, sentence] = /^[\d:]{8} (.+?): (.*)$/.exec(line) ?? []
    if (chain === undefined || sentence === undefined) return false
    if (last.get(chain) !== sentence) steps.say(`  ${line}`)
    last.set(chain, sentence)
    return true
  }
}

/** Starts the devnet, which takes some seconds; `ready` shows and awaits them, and gives the chain's configuration. */
async function startDevnet(
  session: Session,
): Promise<{ ready(steps: Steps): Promise<Record<string, string>> }> {
  const port = await freePort(8545)
  const rpcUrl = `http://127.0.0.1:${port}`
  let note: ((text: string) => void) | undefined
  const devnet = session.start(devnetService(port), (line) => {
    if (line.startsWith(DEVNET_SAYS)) note?.(line.slice(DEVNET_SAYS.length))
    return false
  })
  return {
    ready: (steps) =>
      steps.run('Devnet', async (tell) => {
        note = tell
        await untilRpc(rpcUrl, devnet)
        note = undefined
        tell(rpcUrl)
        return {
          RPC_URL: rpcUrl,
          CHAIN_NAME: DEVNET_NAME,
          REGISTRY_ADDRESS: DEVNET_REGISTRY,
          LAYOUTS: path.join(DEVNET, 'layouts.json'),
        }
      }),
  }
}

async function buildSite(session: Session, steps: Steps): Promise<void> {
  await steps.run('Site build', async (note) => {
    await ensureSiteBuilt(async () => {
      note('building, which takes a minute')
      const code = await session.task(buildTask())
      if (code !== 0) {
        throw new UserError(
          `The site could not be built (${errorLine(logFile('build'), 0)}): read ${logFile('build')}.`,
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
  blocks: string | undefined,
): Promise<void> {
  const names = settings.chains.map(({ name }) => name)
  const devnet = names.length > 0 ? undefined : await startDevnet(session)
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(session, steps, settings))
  await steps.run('Migrations', async (note) => {
    const applied = await migrate(databaseUrl)
    note(applied.length === 0 ? 'up to date' : `${applied.length} applied`)
  })
  const { host, port } = settings.site
  const startSite = () => session.start(siteService(host, port, { DATABASE_URL: databaseUrl }))
  // A site that is built already comes up while the devnet does.
  const early = isSiteBuilt() ? startSite() : undefined
  const chain = await devnet?.ready(steps)
  const chains = names.length > 0 ? names : [DEVNET_NAME]
  session.offerDatabase(databaseUrl, chains)
  await steps.run('Indexer', async (note) => {
    const indexer = session.start(
      indexerService({ DATABASE_URL: databaseUrl, ...chain }, blocks),
      relay(steps),
    )
    void indexer.finished.then(() => steps.say('  The blocks are stored; the site shows them until Ctrl-C.'))
    note(blocks === undefined ? chains.join(', ') : `blocks ${blocks.replaceAll(',', ', ')}`)
  })
  await buildSite(session, steps)
  const inUrl = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  const isEvery = host === '0.0.0.0' || host === '::'
  const reachable = inUrl(isEvery ? '127.0.0.1' : host)
  await steps.run('Site', () => untilHttp(`${reachable}/api/v1/status`, early ?? startSite()))
  const shown = inUrl(isEvery || host === '127.0.0.1' ? 'localhost' : host)
  process.stdout.write(
    `\nParascope is at ${shown}\nCtrl-C ends it; logs are in ${path.relative(process.cwd(), LOGS)}.\n`,
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
  const say = (text: string) => steps.say(`  ! ${text}`)
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
    await startAll(session, steps, settings, options.blocks)
  } catch (error) {
    // Ended by a signal meanwhile: what failed is only the echo of that.
    if (session.isStopping()) return
    await session.stop()
    throw error
  }
}
