import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const ROOT = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')

/** What takes longest: begun late, one of these would run alone at the end while a core has nothing to do. */
const LONG = [
  'tests/integration/start/start.test.ts',
  'tests/integration/indexer/kill.test.ts',
  'tests/integration/audit/verify.test.ts',
  'tests/integration/indexer/modules-file.test.ts',
  'tests/integration/what-if/hot-spot.test.ts',
  'tests/integration/indexer/reorg.test.ts',
  'tests/integration/devnet/devnet.test.ts',
  'tests/integration/indexer/devnet.test.ts',
  'tests/integration/audit/faults.test.ts',
  'tests/integration/scripts/analyse.test.ts',
  'tests/e2e/live.test.ts',
  'tests/e2e/pages-wide.test.ts',
  'tests/e2e/pages-narrow.test.ts',
  'tests/e2e/verify.test.ts',
  'tests/e2e/what-if.test.ts',
  'tests/e2e/execution.test.ts',
  'tests/e2e/parallelism.test.ts',
]

/** The long files first, in the order of their list, then the others as vitest would have them. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.indexOf(path.relative(ROOT, moduleId).replaceAll('\\', '/'))
      return at === -1 ? LONG.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

/**
 * Files share their processes, and with them what was loaded once: 2 s of a processor a file. No test changes what
 * another finds there.
 */
const shared = { isolate: false }

export default defineConfig({
  resolve: { alias: { '@': ROOT } },
  test: {
    // A line for each file, and for a test that takes unusually long.
    slowTestThreshold: 10_000,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          // Property tests run thousands of cases, on machines that do other work too.
          testTimeout: 60_000,
          // They compute all the time.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'integration',
          globalSetup: 'tests/support/global-setup.ts',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // One file waits for some of its time: three at once keep two cores busy.
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'e2e',
          globalSetup: ['tests/support/global-setup.ts', 'tests/e2e/setup.ts'],
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // As above.
          maxWorkers: 3,
        },
      },
    ],
  },
})
