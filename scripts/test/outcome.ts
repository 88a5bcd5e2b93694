import { z } from 'zod'

/** What became of one test file: what the reporter writes and the digest reads. `ms` with hooks and loading. */
const fileOutcome = z.object({
  file: z.string(),
  ms: z.number(),
  passed: z.int(),
  skipped: z.array(z.object({ name: z.string(), why: z.string().optional() })),
  failed: z.array(z.object({ name: z.string(), error: z.string() })),
})
export type FileOutcome = z.infer<typeof fileOutcome>

const runOutcome = z.object({ files: z.array(fileOutcome), stray: z.array(z.string()) })
/** What became of one run of vitest. `stray`: errors that belong to no test file. */
export type RunOutcome = z.infer<typeof runOutcome>

function parsed(content: string): RunOutcome | undefined {
  try {
    return runOutcome.safeParse(JSON.parse(content)).data
  } catch {
    return undefined
  }
}

/**
 * The outcome of one run, from what the reporter left and vitest's exit code. A run that left nothing, or that failed
 * for a reason which no file and no error tells, has one stray error: it may not look like a success.
 */
export function outcomeOf(content: string | undefined, exitCode: number | null): RunOutcome {
  const outcome = content === undefined ? undefined : parsed(content)
  if (outcome === undefined) {
    return { files: [], stray: [`the run ended without a report, with exit code ${exitCode}: see above`] }
  }
  const explained = outcome.stray.length > 0 || outcome.files.some(({ failed }) => failed.length > 0)
  return explained || exitCode === 0
    ? outcome
    : { ...outcome, stray: [`the run ended with exit code ${exitCode}, though no test failed: see above`] }
}
