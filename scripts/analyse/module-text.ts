import { type BlockAnalysis, type ModuleMetrics, TRANSFER } from '@/lib/parallelism/types'
import type { BlockReport } from './report'
import { alignedRows, grouped, percent, ratio } from './table'

/** The modules of a block, where a file declared any: metrics, conflicts between them, members. */
export function moduleLines(
  report: BlockReport,
  { block, modules, moduleConflicts }: BlockAnalysis,
): string[] {
  const { members, gasUsed } = report
  if (members === undefined) return []
  const row = (metrics: ModuleMetrics) => [
    metrics.moduleId,
    grouped(metrics.homeTxs),
    grouped(metrics.homeGas),
    percent(Number(metrics.homeGas), Number(gasUsed)),
    grouped(metrics.touchingTxs),
    metrics.moduleId === TRANSFER ? '–' : percent(metrics.crossModuleTxs, metrics.homeTxs),
    grouped(metrics.edges),
    ratio(metrics.touchingGas, metrics.criticalPathGas),
  ]
  const head = [
    'module',
    'home txs',
    'home gas',
    'share',
    'touching',
    'cross-module',
    'edges',
    'speedup bound',
  ]
  return [
    '',
    `  modules, policy ${block.policy}`,
    ...alignedRows([head, ...modules.map(row)]),
    `  load imbalance, largest / mean home gas of the modules declared: ${imbalance(report, modules)}`,
    '',
    ...(moduleConflicts.length === 0
      ? ['  No transaction depends on another.']
      : alignedRows([
          ['earlier module × later module', 'edges'],
          ...moduleConflicts.map(({ earlierModule, laterModule, edges }) => [
            `${earlierModule} × ${laterModule}`,
            grouped(edges),
          ]),
        ])),
    '',
    ...members.flatMap(({ module, contracts }) => [
      `  ${module.name} (${module.id}): ${contracts.length} of its contracts in this block`,
      ...contracts.map(({ address, rule, label }) => `    ${address}   ${rule}   ${label}`.trimEnd()),
    ]),
  ]
}

function imbalance({ members = [] }: BlockReport, modules: readonly ModuleMetrics[]): string {
  const gas = members.map(
    ({ module }) => modules.find(({ moduleId }) => moduleId === module.id)?.homeGas ?? 0n,
  )
  const sum = gas.reduce((total, one) => total + one, 0n)
  const largest = gas.toSorted((a, b) => Number(b - a))[0] ?? 0n
  return ratio(largest * BigInt(gas.length), sum)
}
