import { splitKey } from '@/lib/parallelism/keys'
import type { BlockAnalysis, BlockMetrics, HotKey, Source } from '@/lib/parallelism/types'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { moduleLines } from './module-text'
import type { BlockReport } from './report'
import { alignedRows, grouped, percent, ratio } from './table'
import { whatIfLines } from './what-if-text'

const SOURCES: Record<Source, string> = {
  traced: 'traced: exact',
  'access list': 'access list: a lower bound, reads are not known by transaction',
  estimated: 'estimated from addresses and logs: a guess',
}

/** A report for a person to read. */
export function reportText(report: BlockReport): string {
  const { number, hash, chainId, timestamp, transactions, gasUsed, source, refused } = report
  const time = new Date(Number(timestamp) * 1000).toISOString().replace('.000Z', 'Z')
  const shown = report.analyses.find(({ block }) => block.policy === DEFAULT_POLICY) ?? report.analyses[0]
  return [
    `Block ${number} of chain ${chainId}: ${grouped(transactions)} transactions, ${grouped(gasUsed)} gas, ${time}`,
    ...alignedFacts([
      ['hash', hash],
      ['verification', verificationText(report)],
      ['access sets', SOURCES[source]],
      ...refused.map((reason) => ['', reason]),
    ]),
    '',
    ...alignedRows(metricRows(report.analyses.map(({ block }) => block))),
    ...report.analyses.flatMap(({ block }) => ['', ...alignedRows(speedupRows(block, report.workers))]),
    ...(shown === undefined ? [] : moduleLines(report, shown)),
    ...(shown === undefined ? [] : hotKeyLines(shown)),
    ...(shown === undefined ? [] : whatIfLines(report, shown.block.policy)),
    '',
  ].join('\n')
}

function alignedFacts(facts: string[][]): string[] {
  return facts.map(([name = '', text = '']) => `  ${name.padEnd(14)}${text}`)
}

function verificationText({ verification }: BlockReport): string {
  const checks = Object.entries(verification)
  const passed = checks.filter(([, { verdict }]) => verdict === 'pass').length
  const others = checks.flatMap(([check, outcome]) => {
    if (outcome.verdict === 'pass') return []
    return [`${outcome.verdict === 'fail' ? 'FAILED' : 'not checked'}: ${check}: ${outcome.reason}`]
  })
  return [`${passed} of ${checks.length} checks pass`, ...others].join(`\n${' '.repeat(16)}`)
}

function metricRows(metrics: BlockMetrics[]): string[][] {
  const row = (name: string, cell: (block: BlockMetrics) => string) => [name, ...metrics.map(cell)]
  return [
    row('policy', ({ policy }) => policy),
    row('transactions in conflict', (m) => percent(m.conflictedTxs, m.transactions)),
    row('largest connected group', (m) => percent(m.largestComponent, m.transactions)),
    row('transactions that depend', (m) => percent(m.dependentTxs, m.transactions)),
    row('dependencies', (m) => grouped(m.edges)),
    row('connected components', (m) => grouped(m.components)),
    row('longest chain, transactions', (m) => grouped(m.longestChainTxs)),
    row('critical path, gas', (m) => grouped(m.criticalPathGas)),
    row('speedup bound', (m) => ratio(m.gasUsed, m.criticalPathGas)),
  ]
}

function speedupRows(block: BlockMetrics, workers: readonly number[]): string[][] {
  const speedups = (makespans: bigint[]) => makespans.map((makespan) => ratio(block.gasUsed, makespan))
  return [
    [`speedup, policy ${block.policy}`, ...workers.map((count) => `${count} workers`)],
    ['heaviest remaining path first', ...speedups(block.makespanGas)],
    ['in block order', ...speedups(block.blockOrderMakespanGas)],
    ['optimistic (Block-STM)', ...speedups(block.optimisticMakespanGas)],
    ['  its aborts', ...block.optimisticAborts.map(grouped)],
    ['one lane a module, any workers', ratio(block.gasUsed, block.moduleMakespanGas)],
  ]
}

function hotKeyLines({ block, hotKeys }: BlockAnalysis): string[] {
  if (hotKeys.length === 0) return ['', `  No key makes a transaction wait under policy ${block.policy}.`]
  const figures = hotKeys.map(({ waitingGas, edges, readers, writers }) => [
    grouped(waitingGas),
    percent(Number(waitingGas), Number(block.gasUsed)),
    grouped(edges),
    grouped(readers),
    grouped(writers),
  ])
  const head = ['gas waiting', 'share', 'edges', 'readers', 'writers']
  const lines = alignedRows([head, ...figures])
  return [
    '',
    `  hottest keys, policy ${block.policy}`,
    ...lines.map((line, at) => `${line}   ${keyText(hotKeys[at - 1])}`),
  ]
}

function keyText(hotKey: HotKey | undefined): string {
  if (hotKey === undefined) return 'key'
  const { kind, address, slot } = splitKey(hotKey.key)
  return slot === undefined ? `${kind} of ${address}` : `slot ${slot} of ${address}`
}
