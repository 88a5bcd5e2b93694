import { spawn } from 'node:child_process'
import { migrate } from '@/lib/db/migrate'
import { childVariables, readEnvironment } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { ROOT } from './start/folders'
import { checkSitePort } from './start/ports'
import { buildTask, siteService } from './start/services'
import { ensureSiteBuilt } from './start/site-build'

/** Runs a command with its output shown; signals to this process are passed on. Resolves to its exit code. */
function run(args: string[], variables: Record<string, string>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: childVariables(variables),
    })
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const)
      process.on(signal, () => child.kill(signal))
    child.on('error', reject)
    child.on('exit', resolve)
  })
}

/** `npm run site`: the site alone, on the database of DATABASE_URL. */
async function main(): Promise<number> {
  const { databaseUrl, site } = readEnvironment()
  await checkSitePort(site.port, site.host)
  await migrate(databaseUrl)
  const build = buildTask()
  await ensureSiteBuilt(async () => {
    if ((await run(build.args, build.variables ?? {})) !== 0) {
      throw new UserError('The site could not be built: see above.')
    }
  })
  const service = siteService(site.host, site.port, { DATABASE_URL: databaseUrl })
  return (await run(service.args, service.variables ?? {})) ?? 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof UserError ? error.message : error)
    process.exit(1)
  },
)
