import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { analyseBlock } from '@/lib/parallelism/analyse'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { hasMainnet, MAINNET, recorded, recordedNumbers } from '@/tests/mainnet'
import { zipfBlock } from './zipf'

const SIZES = [
  { transactions: 1_000, runs: 41 },
  { transactions: 10_000, runs: 15 },
  { transactions: 100_000, runs: 5 },
]
const WARM_UP = 10
const REAL_RUNS = 7

interface Row {
  transactions: number
  /** median ms with one string a key, and with each occurrence a string of its own */
  shared: number
  own: number
}

/**
 * Times the whole analysis of synthetic blocks (tests/bench/zipf.ts) and of the recorded mainnet blocks, in one
 * thread. The garbage of making the blocks is collected before the clock starts; what the analysis makes counts.
 */
export function benchParallelism(json: boolean): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const rest = () => {
    if (typeof collect === 'function') collect()
  }
  const rows: Row[] = SIZES.map(({ transactions, runs }) => ({
    transactions,
    shared: medianOfBlocks(transactions, runs, false, rest),
    own: medianOfBlocks(transactions, runs, true, rest),
  }))
  const real = hasMainnet ? realTransactionsPerSecond() : null
  if (json) {
    const medianMs = Object.fromEntries(rows.map((row) => [row.transactions, rounded(row.shared)]))
    const medianMsOwnStrings = Object.fromEntries(rows.map((row) => [row.transactions, rounded(row.own)]))
    console.log(JSON.stringify({ medianMs, realTransactionsPerSecond: real, medianMsOwnStrings }))
    return
  }
  console.log('Full analysis of a block, policy accounts: 40 keys a transaction, Zipf; median ms')
  console.log('transactions   ms (one string a key)   ms (a string each time)   growth   n log n')
  rows.forEach((row, i) => {
    const before = rows[i - 1]
    const growth = before === undefined ? '' : (row.shared / before.shared).toFixed(1)
    const bound =
      before === undefined ? '' : (nLogN(row.transactions) / nLogN(before.transactions)).toFixed(1)
    const cells = [rounded(row.shared), rounded(row.own), growth, bound].map(String)
    const [shared = '', own = '', grown = '', allowed = ''] = cells
    console.log(
      `${String(row.transactions).padStart(12)}${shared.padStart(24)}${own.padStart(26)}${grown.padStart(9)}${allowed.padStart(10)}`,
    )
  })
  console.log(
    real === null
      ? `Real blocks: skipped, there is no ${MAINNET}`
      : `Real blocks, from parsed traces to metrics: ${real} transactions/s (median of ${REAL_RUNS})`,
  )
}

function medianOfBlocks(transactions: number, runs: number, ownStrings: boolean, rest: () => void): number {
  for (let i = 0; i < WARM_UP; i++) analyse(zipfBlock(1_000, i, ownStrings))
  const times: number[] = []
  const batch = Math.max(1, Math.floor(50_000 / transactions))
  for (let done = 0; done < runs; done += batch) {
    const blocks = Array.from({ length: Math.min(batch, runs - done) }, (_, i) =>
      zipfBlock(transactions, 1_000 + done + i, ownStrings),
    )
    rest()
    for (const block of blocks) times.push(timed(() => analyse(block)))
  }
  return median(times)
}

function analyse({ access, costs, moduleOf }: ReturnType<typeof zipfBlock>) {
  return analyseBlock(access, costs, DEFAULT_POLICY, moduleOf)
}

function realTransactionsPerSecond(): number {
  const blocks = recordedNumbers().map(recorded)
  const transactions = blocks.reduce((sum, { costs }) => sum + costs.length, 0)
  const times = Array.from({ length: REAL_RUNS }, () =>
    timed(() => {
      for (const { traces, costs } of blocks) {
        analyseBlock(accessSetsFromTraces(traces), costs, DEFAULT_POLICY, () => undefined)
      }
    }),
  )
  return Math.round(transactions / (median(times) / 1_000))
}

function timed(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

const nLogN = (n: number): number => n * Math.log(n)
const rounded = (ms: number): number => Math.round(ms * 10) / 10
