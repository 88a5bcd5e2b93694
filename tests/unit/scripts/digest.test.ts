import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ROOT } from '../../../scripts/start/folders'
import { counts, digest, summary } from '../../../scripts/test/digest'
import { type FileOutcome, outcomeOf, type RunOutcome } from '../../../scripts/test/outcome'

const FOLDER = path.join(ROOT, 'tests/unit/scripts/outcomes')

function file(name: string, ms: number, extra: Partial<FileOutcome> = {}): FileOutcome {
  return { file: `tests/${name}.test.ts`, ms, passed: 1, skipped: [], failed: [], ...extra }
}

function run(files: FileOutcome[], stray: string[] = []): RunOutcome {
  return { files, stray }
}

describe('the outcome of a run', () => {
  it('is what the reporter left', () => {
    const left = run([file('a', 3)])
    expect(outcomeOf(JSON.stringify(left), 0)).toEqual(left)
  })

  it('is a failure where the run failed without a failing test, or left no report', () => {
    const left = JSON.stringify(run([file('a', 3)]))
    const unexplained = 'the run ended with exit code 1, though no test failed: see above'
    expect(outcomeOf(left, 1)).toEqual(run([file('a', 3)], [unexplained]))
    expect(counts([outcomeOf(left, null)]).failed).toBe(1)
    for (const content of [undefined, '', '{"files":[', '{}']) {
      expect(counts([outcomeOf(content, 0)])).toEqual({ passed: 0, failed: 1, skipped: 0 })
    }
  })

  it('counts a failure once', () => {
    const left = run([file('a', 3, { failed: [{ name: 'adds', error: 'no' }] })])
    expect(counts([outcomeOf(JSON.stringify(left), 1)])).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })
})

describe('the end of a test run', () => {
  it('names the slowest files, what was skipped and what failed, in this order', () => {
    const runs = new Map([
      ['unit', run([file('quick', 40, { skipped: [{ name: 'draws', why: 'no screen' }, { name: 'b' }] })])],
      [
        'integration',
        run(
          [
            file('slow', 61_250, {
              failed: [{ name: 'a group > adds', error: 'expected 1 to be 2 (a.ts:3)' }],
            }),
          ],
          ['thrown by nobody'],
        ),
      ],
    ])
    expect(digest(runs)).toEqual([
      'Slowest files',
      '     61.3 s  tests/slow.test.ts',
      '      0.0 s  tests/quick.test.ts',
      '',
      'Skipped',
      '  tests/quick.test.ts > draws: no screen',
      '  tests/quick.test.ts > b',
      '',
      'Failed',
      '  integration  thrown by nobody',
      '  integration  tests/slow.test.ts > a group > adds',
      '      expected 1 to be 2 (a.ts:3)',
      '',
    ])
  })

  it('names ten files, and nothing where nothing was skipped or failed', () => {
    const files = Array.from({ length: 12 }, (_, index) => file(`f${index}`, index * 1000))
    expect(digest(new Map([['unit', run(files)]]))).toEqual([
      'Slowest files',
      ...[11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map(
        (seconds) => `  ${`${seconds}.0`.padStart(7)} s  tests/f${seconds}.test.ts`,
      ),
      '',
    ])
  })

  it('is one plain line', () => {
    const failed = [{ name: 'adds', error: 'no' }]
    const total = counts([run([file('a', 1, { passed: 3 })]), run([file('b', 1, { passed: 4, failed })])])
    expect(summary(total)).toBe('7 passed, 1 failed')
    expect(summary({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped')
  })
})

it('tells every way in which a test can go wrong', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parascope-outcomes-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const report = path.join(folder, 'report.json')
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--config=${path.join(FOLDER, 'vitest.config.ts')}`,
      `--reporter=${path.join(ROOT, 'scripts/test/reporter.ts')}`,
      `--outputFile.json=${report}`,
    ],
    { cwd: FOLDER },
  )
  const outcome = outcomeOf(readFileSync(report, 'utf8'), status)
  expect(counts([outcome])).toEqual({ passed: 2, failed: 4, skipped: 4 })
  expect(digest(new Map([['unit', outcome]])).slice(5)).toEqual([
    'Skipped',
    '  mixed.case.ts > a group > is left out',
    '  mixed.case.ts > a group > is to be written',
    '  mixed.case.ts > a group > leaves itself out: no such thing here',
    '  mixed.case.ts > a group whose set-up fails > is never run',
    '',
    'Failed',
    '  unit  thrown by nobody (while stray.case.ts ran)',
    '  unit  mixed.case.ts > a group whose set-up fails (its hooks)',
    '      no database (mixed.case.ts:13)',
    '  unit  mixed.case.ts > a group > fails',
    '      the first line: expected 1 to be 2 // Object.is equality (mixed.case.ts:5)',
    '  unit  unloadable.case.ts > (the file)',
    '      cannot be loaded (unloadable.case.ts:1)',
    '',
  ])
})
