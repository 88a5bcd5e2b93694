import { splitKey } from '@/lib/parallelism/keys'
import type { BlockAnalysis, HotKey } from '@/lib/parallelism/types'
import type { BlockReport } from './report'
import { adviceJson, whatIfJson } from './what-if-json'

/** A report as plain JSON: amounts of gas are numbers, which hold every sum below 2^50 exactly. */
export function reportJson(report: BlockReport): object {
  const { chainId, number, hash, timestamp, transactions, gasUsed, source, refused, verification } = report
  const { analyses, workers } = report
  return {
    number: Number(number),
    hash,
    transactions,
    gasUsed: Number(gasUsed),
    policies: Object.fromEntries(
      analyses.map((analysis) => [analysis.block.policy, policyJson(analysis, workers)]),
    ),
    chainId: Number(chainId),
    timestamp: Number(timestamp),
    source,
    refused,
    verification,
    ...(report.members && { members: report.members }),
    ...(report.whatIf && { whatIf: report.whatIf.map((asked) => whatIfJson(asked, workers)) }),
    ...(report.advice && { advice: adviceJson(report.advice) }),
  }
}

function policyJson({ block, modules, moduleConflicts, hotKeys }: BlockAnalysis, workers: readonly number[]) {
  const perWorkers = (values: (bigint | number)[]) =>
    Object.fromEntries(workers.map((count, at) => [String(count), Number(values[at])]))
  return {
    edges: block.edges,
    conflictedTxs: block.conflictedTxs,
    dependentTxs: block.dependentTxs,
    components: block.components,
    largestComponent: block.largestComponent,
    longestChainTxs: block.longestChainTxs,
    criticalPathGas: Number(block.criticalPathGas),
    makespanGas: perWorkers(block.makespanGas),
    blockOrderMakespanGas: perWorkers(block.blockOrderMakespanGas),
    moduleMakespanGas: Number(block.moduleMakespanGas),
    optimisticMakespanGas: perWorkers(block.optimisticMakespanGas),
    optimisticAborts: perWorkers(block.optimisticAborts),
    criticalPath: block.criticalPath,
    modules: modules.map(({ homeGas, touchingGas, criticalPathGas, ...counts }) => ({
      ...counts,
      homeGas: Number(homeGas),
      touchingGas: Number(touchingGas),
      criticalPathGas: Number(criticalPathGas),
    })),
    moduleConflicts,
    hotKeys: hotKeys.map(hotKeyJson),
  }
}

function hotKeyJson({ key, waitingGas, ...counts }: HotKey) {
  return { key, ...splitKey(key), ...counts, waitingGas: Number(waitingGas) }
}
