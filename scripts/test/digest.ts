import type { FileOutcome, RunOutcome } from './outcome'

/** How many of the slowest files are named. */
const SLOWEST = 10

/** Outcomes of tests. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** The outcomes of several runs in figures. An error that belongs to no test is a failure. */
export function counts(runs: RunOutcome[]): Counts {
  const files = runs.flatMap((run) => run.files)
  const total = (number: (file: FileOutcome) => number) => files.reduce((sum, file) => sum + number(file), 0)
  return {
    passed: total(({ passed }) => passed),
    failed: total(({ failed }) => failed.length) + runs.reduce((sum, { stray }) => sum + stray.length, 0),
    skipped: total(({ skipped }) => skipped.length),
  }
}

/** The one line that ends a test run. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function slowest(files: FileOutcome[]): string[] {
  const sorted = files.toSorted((a, b) => b.ms - a.ms || a.file.localeCompare(b.file)).slice(0, SLOWEST)
  return sorted.map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`)
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), '']
}

/**
 * What is worth knowing after a run, the most important last: the slowest files, every skipped test, every failed
 * one with its project, file, full name and the first line of its error.
 */
export function digest(runs: Map<string, RunOutcome>): string[] {
  const projects = [...runs]
  const all = projects.flatMap(([, run]) => run.files)
  const skipped = all.flatMap(({ file, skipped }) =>
    skipped.map(({ name, why }) => `${file} > ${name}${why === undefined ? '' : `: ${why}`}`),
  )
  const failed = projects.flatMap(([project, run]) => [
    ...run.stray.map((error) => `${project}  ${error}`),
    ...run.files.flatMap(({ file, failed }) =>
      failed.flatMap(({ name, error }) => [`${project}  ${file} > ${name}`, `    ${error}`]),
    ),
  ])
  return [
    ...section('Slowest files', slowest(all)),
    ...section('Skipped', skipped),
    ...section('Failed', failed),
  ]
}
