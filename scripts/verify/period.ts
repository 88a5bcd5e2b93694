import { writeFile } from 'node:fs/promises'
import { readList } from '@/lib/audit/adapters/common/list'
import { adapterOf, presetOf } from '@/lib/audit/adapters/registry'
import { UserError } from '@/lib/errors'
import { createRpcClient } from '@/lib/rpc/client'
import { type VerifiedPeriod, verifyPeriod } from '@/lib/verify/adapters/verify-period'
import { compareReports, differenceSentence } from '@/lib/verify/compare'
import type { PeriodArguments } from './arguments'
import { readNamed } from './files'

const EVIDENCE_SHOWN = 5

/** The audit of a period of a program of any kind, from a node alone: printed, written, compared. */
export async function verifyPeriodCommand(args: PeriodArguments): Promise<void> {
  const { rpcUrl, kind, program, parts, period, upTo, link, list, report, write } = args
  const given = report === undefined ? undefined : await readNamed(report, 'report', '--report')
  const published =
    list === undefined ? undefined : new TextDecoder().decode(await readNamed(list, 'list', '--list'))
  const rpc = createRpcClient(rpcUrl)
  const verified = await verifyPeriod(rpc, {
    kind,
    program: { address: program ?? presetOf(adapterOf(kind), await rpc.chainId()).address, parts },
    period,
    upTo,
    link,
    list: published === undefined ? undefined : readList(published),
    onProgress: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  if (write !== undefined) await writeFile(write, verified.report)
  for (const line of periodLines(verified)) process.stdout.write(`${line}\n`)
  if (given === undefined) return
  const difference = compareReports(given, verified.report)
  if (difference !== undefined) throw new UserError(differenceSentence(difference))
  process.stdout.write(`The report in ${report} is the one that the chain gives, byte for byte.\n`)
}

function periodLines({ facts, audit, blocks, report }: VerifiedPeriod): string[] {
  const { program, period, range } = facts
  const width = Math.max(...[...audit.checks, ...audit.unanswerable].map(({ id }) => id.length))
  const row = (verdict: string, id: string, text: string) =>
    `${verdict.padEnd(13)} ${id.padEnd(width)}  ${text}`
  return [
    `${program.name} ${program.address} on chain ${program.chainId}: ${period.label}`,
    '',
    ...audit.checks.flatMap(({ id, verdict, summary, evidence, deviations }) => [
      row(verdict, id, summary),
      ...evidence
        .slice(0, EVIDENCE_SHOWN)
        .map(
          ({ subject, blockNumber, transactionHash, expected, actual }) =>
            `${' '.repeat(14)}${subject}${blockNumber === undefined ? '' : ` at block ${blockNumber}`}${transactionHash === undefined ? '' : ` in ${transactionHash}`}: expected ${expected}, found ${actual}`,
        ),
      ...(deviations > EVIDENCE_SHOWN ? [`${' '.repeat(14)}and ${deviations - EVIDENCE_SHOWN} more`] : []),
    ]),
    '',
    'What the data of this kind of program cannot answer:',
    ...audit.unanswerable.map(({ id, reason }) => row('', id, reason)),
    '',
    `Verdict: ${audit.verdict}. ${audit.payments.length} payments, ${audit.paid} wei.`,
    `Stands on block ${range.last.number} (${range.last.hash}).`,
    `${range.linked} headers linked and ${blocks} blocks verified; the report has ${new TextEncoder().encode(report).length} bytes.`,
  ]
}
