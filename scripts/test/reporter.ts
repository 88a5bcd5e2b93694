import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestModule, Vitest } from 'vitest/node'
import { z } from 'zod'
import type { FileOutcome, RunOutcome } from './outcome'

interface ThrownError {
  message?: string
  name?: string
  stacks?: { file: string; line: number }[]
  /** the file that was running when something was thrown outside of any test */
  VITEST_TEST_PATH?: string
}

/** The first line of what was thrown, and the line of the project that threw it. */
function lineOf(error: ThrownError | undefined, root: string): string {
  const lines = stripVTControlCharacters(error?.message ?? '').split('\n')
  const text = lines.find((line) => line.trim() !== '')?.trim() ?? error?.name ?? 'no message'
  const at = error?.stacks?.find(({ file }) => file.startsWith(root) && !file.includes('node_modules'))
  if (at !== undefined) return `${text} (${path.relative(root, at.file)}:${at.line})`
  const running = error?.VITEST_TEST_PATH
  return running === undefined ? text : `${text} (while ${path.relative(root, running)} ran)`
}

function fileOutcome(module: TestModule, root: string): FileOutcome {
  const { duration, collectDuration } = module.diagnostic()
  const outcome: FileOutcome = {
    file: path.relative(root, module.moduleId),
    ms: duration + collectDuration,
    passed: 0,
    skipped: [],
    failed: [],
  }
  const failed = (name: string, error: ThrownError | undefined) =>
    outcome.failed.push({ name, error: lineOf(error, root) })
  // A file that cannot be loaded and a hook that throws fail no test: the tests behind them are skipped.
  for (const error of module.errors()) failed('(the file)', error)
  for (const suite of module.children.allSuites()) {
    for (const error of suite.errors()) failed(`${suite.fullName} (its hooks)`, error)
  }
  for (const test of module.children.allTests()) {
    const result = test.result()
    if (result.state === 'passed') outcome.passed++
    else if (result.state === 'skipped') outcome.skipped.push({ name: test.fullName, why: result.note })
    else failed(test.fullName, result.errors?.[0] ?? { message: 'did not end' })
  }
  return outcome
}

/** Writes what became of every file and test of a run to the file that `--outputFile.json` names. */
export default class OutcomeReporter implements Reporter {
  private root = ''
  private file = ''

  onInit(vitest: Vitest): void {
    this.root = vitest.config.root
    this.file = z.object({ json: z.string() }).parse(vitest.config.outputFile).json
  }

  onTestRunEnd(modules: readonly TestModule[], strays: readonly ThrownError[]): void {
    const outcome: RunOutcome = {
      files: modules
        .map((module) => fileOutcome(module, this.root))
        .toSorted((a, b) => a.file.localeCompare(b.file)),
      stray: strays.map((error) => lineOf(error, this.root)),
    }
    writeFileSync(this.file, JSON.stringify(outcome))
  }
}
