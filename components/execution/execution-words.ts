import { keyWords } from '@/components/parallelism/key-name'
import { integer, percent, ratio, scaled } from '@/lib/format/numbers'
import { schedulerNames, takesWorkers } from './execution-query'
import type { Execution } from './load-execution'

/** Where a schedule runs, in words: "8 workers", "6 module lanes", "one worker". */
export function lanesInWords({ query, run }: Execution): string {
  if (takesWorkers(query.scheduler)) return `${query.workers} workers`
  if (query.scheduler === 'serial') return 'one worker'
  return run.lanes === 1 ? 'one module lane' : `${integer(run.lanes)} module lanes`
}

/** Share of its lanes' time that a schedule uses: repeated and validated work included. */
export function busyShare({ run, graph, query }: Execution): { part: number; whole: number } {
  const held = (transaction: number) => {
    if (query.scheduler !== 'module-partitioned') return 1
    return (graph.lanesOf.start[transaction + 1] ?? 0) - (graph.lanesOf.start[transaction] ?? 0)
  }
  const counted = run.start.reduce((sum, start, j) => sum + ((run.end[j] ?? 0) - start) * held(j), 0)
  const wasted = run.aborted.reduce((sum, { start, end }) => sum + end - start, 0)
  return { part: counted + wasted, whole: run.makespanGas * run.lanes }
}

/** What the timeline shows, in two or three sentences. */
export function executionInWords(execution: Execution): string {
  const { query, run, graph, metrics, hotKeys, transactions } = execution
  const critical = metrics.criticalPath.length
  const name = schedulerNames[query.scheduler].toLowerCase()
  const first = `${integer(transactions.length)} transactions of ${scaled(graph.gasUsed)} gas take ${scaled(run.makespanGas)} on ${lanesInWords(execution)}, ${name}: ${ratio(graph.gasUsed, run.makespanGas)}×.`
  const chain =
    critical === 1
      ? `The longest of them, ${scaled(metrics.criticalPathGas)} gas, is what no schedule is shorter than.`
      : `The critical path, ${integer(critical)} transactions, takes ${scaled(metrics.criticalPathGas)}: no schedule is shorter.`
  const key = hotKeys[0]
  const hot = key
    ? ` ${percent(key.waitingGas, metrics.gasUsed, 0)} of the gas waits behind ${keyWords(key)}.`
    : ''
  return `${first} ${chain}${hot}`
}
