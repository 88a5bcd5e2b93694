import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Outcomes of tests. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

const report = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/**
 * The outcomes of one run, from the JSON report that vitest left and its exit code. A test file that could not even
 * be loaded, and a run that failed for any other reason, count as one failure each: neither may look like a success.
 */
export function countsOf(content: string | undefined, exitCode: number | null): Counts {
  const parsed = content === undefined ? undefined : report.safeParse(JSON.parse(content)).data
  if (parsed === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const unloadable = parsed.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  const failed = parsed.numFailedTests + unloadable
  return {
    passed: parsed.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
  }
}

/** The outcomes in a report file. */
export function readCounts(file: string, exitCode: number | null): Counts {
  try {
    return countsOf(readFileSync(file, 'utf8'), exitCode)
  } catch {
    return countsOf(undefined, exitCode)
  }
}

/** The sum of outcomes. */
export function sum(all: Counts[]): Counts {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** The one line that ends a test run. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
