import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { EpochAudit } from '@/lib/audit/audit'
import type { EpochStep } from '@/lib/audit/facts'
import { fastKeccak256 } from '@/lib/audit/fast-keccak'
import { RegionGroups } from '@/lib/audit/semaphore/region-groups'
import { generatedClaims, lastClaimOf } from './generated-claims'
import { generatedEpoch } from './generated-epoch'
import { membersIn, REGIONS, register } from './generated-people'

// A process of its own for each number of payments, so that its peak memory is that of the audit.

/** One in so many members does not claim. */
const ABSENT = 50
/** Steps that are made before they are timed. */
const CHUNK = 2000

const members = (payments: number) => payments + Math.floor(payments / ABSENT)

process.on('disconnect', () => process.exit(0))
process.on('message', (message: unknown) => {
  const [payments, runs] = Array.isArray(message) ? message.map(Number) : []
  if (payments !== undefined && runs !== undefined)
    measure(payments, runs).then(
      (found) => process.send?.(found),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
})

async function measure(payments: number, runs: number) {
  const hash = await fastKeccak256()
  const everybody = members(payments)
  const began = performance.now()
  const roots = await rootsOf(everybody)
  const treeSeconds = (performance.now() - began) / 1000
  const groups = new RegionGroups((_, region) => roots.get(region) ?? 0n)
  register(groups, everybody)
  const paidIn = (region: number) => membersIn(region, payments)
  const epoch = generatedEpoch(groups, everybody, paidIn, lastClaimOf(payments))
  const seconds: number[] = []
  for (let run = 0; run < runs; run++) {
    let spent = 0
    const timed = <Result>(work: () => Result): Result => {
      const start = performance.now()
      const result = work()
      spent += performance.now() - start
      return result
    }
    const audit = timed(() => new EpochAudit(epoch.facts, hash))
    for (const chunk of chunks(generatedClaims(epoch, paidIn))) timed(() => takeAll(audit, chunk))
    const { result } = timed(() => audit.finish())
    if (result.verdict !== 'pass' || result.totals.payments !== payments)
      throw new Error(
        `the audit of an honest epoch says ${JSON.stringify(result.checks.filter(({ verdict }) => verdict !== 'pass'))}`,
      )
    seconds.push(spent / 1000)
  }
  return {
    seconds,
    membersPerSecond: everybody / treeSeconds,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  }
}

function takeAll(audit: EpochAudit, steps: readonly EpochStep[]): void {
  for (const step of steps) audit.take(step)
}

function* chunks(steps: Iterable<EpochStep>): Generator<EpochStep[]> {
  let chunk: EpochStep[] = []
  for (const step of steps) {
    chunk.push(step)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = []
  }
  yield chunk
}

/** The roots of the groups' trees, worked out over all cores. */
async function rootsOf(everybody: number): Promise<Map<number, bigint>> {
  const roots = new Map<number, bigint>()
  let next = 1
  const work = async () => {
    const child = fork(fileURLToPath(new URL('./audit-tree.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    })
    for (let region = next++; region <= REGIONS; region = next++) {
      const answered = new Promise<string>((done, failed) => {
        child.once('message', (root) => done(String(root)))
        child.once('exit', () => failed(new Error('the process that works out trees ended')))
      })
      child.send([region, everybody])
      roots.set(region, BigInt(await answered))
    }
    child.removeAllListeners()
    child.disconnect()
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return roots
}
