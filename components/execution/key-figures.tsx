import { Figure, Figures } from '@/components/text/figures'
import { integer, percent, ratio, scaled } from '@/lib/format/numbers'
import { busyShare, lanesInWords } from './execution-words'
import type { Execution } from './load-execution'

/** What a schedule comes to, in five figures. */
export function KeyFigures({ execution }: { execution: Execution }) {
  const { run, graph, query, metrics, transactions } = execution
  const busy = busyShare(execution)
  const count = (list: Int32Array) => list.reduce((sum, index) => sum + (index >= 0 ? 1 : 0), 0)
  const waiting = count(run.waitsFor)
  return (
    <Figures>
      <Figure
        label="Makespan"
        value={scaled(run.makespanGas)}
        unit="gas"
        detail={`of ${scaled(graph.gasUsed)} gas used`}
      />
      <Figure
        label="Speedup"
        value={`${ratio(graph.gasUsed, run.makespanGas)}×`}
        detail={`at most ${ratio(metrics.gasUsed, metrics.criticalPathGas)}× by the critical path`}
      />
      <Figure
        label="Lanes in use"
        value={percent(busy.part, busy.whole)}
        detail={`of ${lanesInWords(execution)}, over the makespan`}
      />
      <Figure
        label="Held by a dependency"
        value={integer(waiting)}
        detail={`of ${integer(transactions.length)} transactions, until their start`}
      />
      {query.scheduler === 'optimistic' ? (
        <Figure
          label="Aborts"
          value={integer(run.aborted.length)}
          detail={`${ratio(run.aborted.length * 100, transactions.length, 1)} in 100 transactions`}
        />
      ) : (
        <Figure
          label={query.scheduler === 'module-partitioned' ? 'Held by a lane' : 'Held by a worker'}
          value={integer(count(run.behind))}
          detail="transactions that were ready earlier"
        />
      )}
    </Figures>
  )
}
