import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { measureProofs } from './proofs'

/** Payments of an epoch, and how often its audit is timed. */
const SIZES = [
  { payments: 10_000, runs: 15 },
  { payments: 100_000, runs: 7 },
  { payments: 1_000_000, runs: 3 },
]

const measured = z.object({
  seconds: z.array(z.number()),
  membersPerSecond: z.number(),
  peakMemoryBytes: z.number(),
})

type Row = { payments: number; runs: number; perSecond: number } & Omit<z.output<typeof measured>, 'seconds'>

/**
 * Measures the audit of an epoch by all checks, with its report and the root of the Merkle tree over its payments, on one core.
 * Apart from it, for both are the same whatever is audited: proofs verified again, and groups' trees worked out from their members.
 */
export async function benchAudit(asJson: boolean): Promise<void> {
  const rows: Row[] = []
  for (const { payments, runs } of SIZES) {
    const { seconds, ...others } = await measure(payments, runs)
    rows.push({ payments, runs, perSecond: Math.round(payments / median(seconds)), ...others })
  }
  const proofs = await measureProofs()
  const proofsPerSecond = Math.round(proofs.onAllCores * 10) / 10
  if (asJson) {
    const byPayments = (value: (row: Row) => number) =>
      Object.fromEntries(rows.map((row) => [row.payments, value(row)]))
    console.log(
      JSON.stringify({
        paymentsPerSecond: byPayments(({ perSecond }) => perSecond),
        peakMemoryBytes: byPayments(({ peakMemoryBytes }) => peakMemoryBytes),
        proofsPerSecond,
      }),
    )
    return
  }
  console.log('Audit of an epoch by all checks, its report and Merkle root; one core, median of the runs')
  console.log(line(['payments', 'runs', 'payments/s', 'peak memory', 'members/s']))
  for (const { payments, runs, perSecond, peakMemoryBytes, membersPerSecond } of rows) {
    const memory = `${Math.round(peakMemoryBytes / 2 ** 20)} MiB`
    console.log(line([payments, runs, perSecond, memory, Math.round(membersPerSecond)]))
  }
  console.log(
    `members/s: trees of the regions' groups worked out again, on ${proofs.cores} cores; the proofs likewise`,
  )
  console.log(`proofs of personhood verified again: ${proofsPerSecond}/s`)
}

/** Times the audits of so many payments in a process of their own. */
function measure(payments: number, runs: number): Promise<z.output<typeof measured>> {
  const child = fork(fileURLToPath(new URL('./audit-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  return new Promise((done, failed) => {
    child.once('exit', (code) => failed(new Error(`the process that audits ended with ${code}`)))
    child.once('message', (message) => {
      child.removeAllListeners()
      child.disconnect()
      done(measured.parse(message))
    })
    child.send([payments, runs])
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function line(cells: readonly (string | number)[]): string {
  return cells.map((cell) => cell.toLocaleString('en').padStart(12)).join(' ')
}
