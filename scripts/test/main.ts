import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { STATE } from '../start/folders'
import type { CommandInput, Steps } from '../start/steps'
import { browserVersion, findBrowser } from './browser'
import { CHECK_NAMES, type Check, checksOf } from './checks'
import { type Ended, node, title } from './command'
import { counts, digest, summary } from './digest'
import { outcomeOf, type RunOutcome } from './outcome'

const PROJECTS = ['unit', 'integration', 'e2e']

async function prepareEndToEnd(steps: Steps): Promise<Record<string, string>> {
  const browser = await steps.run('Browser', async (note) => {
    const file = await findBrowser(note)
    note(browserVersion(file))
    return file
  })
  return { CHROMIUM_PATH: browser }
}

/**
 * Begins checks, one after the other, and gives a function that waits for them, shows what each said and returns the names
 * of those that failed.
 */
function begin(checks: Check[]): () => Promise<string[]> {
  let before: Promise<unknown> = Promise.resolve()
  const begun = checks.map(({ name, run }) => {
    const ended: Promise<Ended> = before.then(run)
    before = ended
    // It is awaited later: until then its failure is nobody's.
    ended.catch(() => undefined)
    return { name, ended }
  })
  return async () => {
    const failed: string[] = []
    for (const { name, ended } of begun) {
      const { code, output } = await ended
      title(name)
      process.stdout.write(output)
      if (code !== 0) failed.push(name)
    }
    return failed
  }
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
  const { code } = await node(
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
 * `npm test`: the site's build, the contracts, lint and types beside the unit tests, then the other test projects in turn; at
 * the end the slowest files, what was skipped, what failed, and one line with the counts. The first arguments choose among
 * `lint`, `types`, `unit`, `integration` and `e2e`; what follows goes to vitest.
 */
export async function main({ args, steps }: CommandInput): Promise<void> {
  const all = [...CHECK_NAMES, ...PROJECTS]
  const end = args.findIndex((argument) => !all.includes(argument))
  const chosen = end === -1 ? args : args.slice(0, end)
  const filters = end === -1 ? [] : args.slice(end)
  const wanted = (name: string) => chosen.length === 0 || chosen.includes(name)
  const projects = PROJECTS.filter(wanted)
  // A missing browser is said before ten minutes of tests, not after them.
  const variables = projects.includes('e2e') ? await prepareEndToEnd(steps) : {}
  const runs = new Map<string, RunOutcome>()
  const run = async (project: string) => runs.set(project, await runProject(project, filters, variables))
  // Each computes on one core for most of its time, and the unit tests have both to fill.
  const begun = checksOf(wanted).map(begin)
  if (projects.includes('unit')) await run('unit')
  const failedChecks: string[] = []
  for (const finish of begun) failedChecks.push(...(await finish()))
  for (const project of projects.filter((name) => name !== 'unit')) await run(project)
  const total = counts([...runs.values()])
  if (projects.length > 0) title('what became of it')
  for (const line of digest(runs)) console.log(line)
  for (const name of failedChecks) console.log(`The check "${name}" failed: see above.`)
  if (projects.length > 0) console.log(summary(total))
  process.exit(failedChecks.length > 0 || total.failed > 0 ? 1 : 0)
}
