import { writeFile } from 'node:fs/promises'
import { RetryableError, UserError } from '@/lib/errors'
import { createRpcClient } from '@/lib/rpc/client'
import { compareReports, differenceSentence } from '@/lib/verify/compare'
import { statedFacts } from '@/lib/verify/known-state'
import { type Rebuilt, rebuildReport } from '@/lib/verify/rebuild'
import { type EpochArguments, readArguments } from './verify/arguments'
import { readNamed } from './verify/files'
import { verifyPeriodCommand } from './verify/period'

/** `npm run verify`: an audit made again from a node alone, and its report compared with a given one. */
async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2))
  await (args.of === 'epoch' ? verifyEpoch(args) : verifyPeriodCommand(args))
}

async function verifyEpoch({ rpcUrl, program, epoch, report, write }: EpochArguments): Promise<void> {
  const given = report === undefined ? undefined : await readNamed(report, 'report', '--report')
  const rebuilt = await rebuildReport(createRpcClient(rpcUrl), {
    program,
    epoch,
    stated: given && statedFacts(new TextDecoder().decode(given)),
    onProgress: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  if (write !== undefined) await writeFile(write, rebuilt.report)
  for (const line of summary(rebuilt)) process.stdout.write(`${line}\n`)
  if (given === undefined) return
  const difference = compareReports(given, rebuilt.report)
  if (difference !== undefined) throw new UserError(differenceSentence(difference))
  process.stdout.write(`The report in ${report} is the one that the chain gives, byte for byte.\n`)
}

function summary({ result, report, believed, headers, blocks, final }: Rebuilt): string[] {
  const width = Math.max(...result.checks.map(({ id }) => id.length))
  return [
    ...result.checks.map(
      ({ id, verdict, summary }) => `${verdict.padEnd(13)} ${id.padEnd(width)}  ${summary}`,
    ),
    '',
    `Verdict: ${result.verdict}. ${result.totals.payments} payments, ${result.totals.paid} wei.`,
    `Stands on block ${result.upTo.number} (${result.upTo.hash}), ${finality(final)}.`,
    `${headers} headers linked and ${blocks} blocks verified; the report has ${new TextEncoder().encode(report).length} bytes.`,
    ...believed.map((fact) => `Not verified: the node no longer has ${fact}; the given report was believed.`),
  ]
}

function finality(final: boolean | undefined): string {
  if (final === undefined) return 'whose finality the node does not tell'
  return final ? 'which is final' : 'which is not final yet'
}

/** One sentence for what a person can change; the whole of it for what is our fault. */
function fail(error: unknown): void {
  process.exitCode = 1
  process.stderr.write(
    error instanceof UserError || error instanceof RetryableError
      ? `${error.message}\n`
      : `The verification failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
}

await main().catch(fail)
