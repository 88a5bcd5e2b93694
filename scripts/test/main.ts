import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { childVariables } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { ROOT, STATE } from '../start/folders'
import { buildTask } from '../start/services'
import { ensureSiteBuilt } from '../start/site-build'
import type { CommandInput, Steps } from '../start/steps'
import { browserVersion, findBrowser } from './browser'
import { counts, digest, summary } from './digest'
import { outcomeOf, type RunOutcome } from './outcome'

const PROJECTS = ['unit', 'integration', 'e2e']
const CHECKS = {
  lint: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
}

/** Runs Node on a command of node_modules with its output shown; resolves to its exit code. */
function node(args: string[], variables: Record<string, string> = {}): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: childVariables(variables),
    })
    child.on('error', reject)
    child.on('exit', resolve)
  })
}

function title(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}\n`)
}

async function prepareEndToEnd(steps: Steps): Promise<Record<string, string>> {
  const browser = await steps.run('Browser', async (note) => {
    const file = await findBrowser(note)
    note(browserVersion(file))
    return file
  })
  await steps.run('Site build', async (note) => {
    const { args, variables } = buildTask()
    await ensureSiteBuilt(async () => {
      note('building, which takes a minute')
      if ((await node(args, variables)) !== 0) throw new UserError('The site could not be built: see above.')
    })
  })
  return { CHROMIUM_PATH: browser }
}

async function runProject(
  name: string,
  filters: string[],
  variables: Record<string, string>,
): Promise<RunOutcome> {
  title(name)
  const report = path.join(STATE, 'test', `${name}.json`)
  mkdirSync(path.dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const code = await node(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      name,
      '--reporter=default',
      '--reporter=./scripts/test/reporter.ts',
      `--outputFile.json=${report}`,
      ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
    ],
    variables,
  )
  return outcomeOf(existsSync(report) ? readFileSync(report, 'utf8') : undefined, code)
}

/**
 * `npm test`: lint, types, then the test projects in turn; at the end the slowest files, what was skipped, what
 * failed, and one line with the counts. The first arguments choose among `lint`, `types`, `unit`, `integration` and
 * `e2e`; what follows goes to vitest.
 */
export async function main({ args, steps }: CommandInput): Promise<void> {
  const all = [...Object.keys(CHECKS), ...PROJECTS]
  const end = args.findIndex((argument) => !all.includes(argument))
  const chosen = end === -1 ? args : args.slice(0, end)
  const filters = end === -1 ? [] : args.slice(end)
  const wanted = (name: string) => chosen.length === 0 || chosen.includes(name)
  const projects = PROJECTS.filter(wanted)
  // A missing browser is said before ten minutes of tests, not after them.
  const variables = projects.includes('e2e') ? await prepareEndToEnd(steps) : {}
  const failedChecks: string[] = []
  for (const [name, command] of Object.entries(CHECKS).filter(([name]) => wanted(name))) {
    title(name)
    if ((await node(command)) !== 0) failedChecks.push(name)
  }
  const runs = new Map<string, RunOutcome>()
  for (const project of projects) runs.set(project, await runProject(project, filters, variables))
  const total = counts([...runs.values()])
  if (projects.length > 0) title('what became of it')
  for (const line of digest(runs)) console.log(line)
  for (const name of failedChecks) console.log(`The check "${name}" failed: see above.`)
  if (projects.length > 0) console.log(summary(total))
  process.exit(failedChecks.length > 0 || total.failed > 0 ? 1 : 0)
}
