import { type ModuleNames, ModuleTag, PolicyTag, SourceTag } from '@/components/chips/tags'
import { HotKeyTable } from '@/components/parallelism/hot-key-table'
import { WorkersChart } from '@/components/parallelism/workers-chart'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { integer, percent, ratio, scaled } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { SOURCES } from '@/lib/parallelism/types'
import { ExecutionControls } from './execution-controls'
import { schedulerNames, schedulerWords } from './execution-query'
import { busyShare, executionInWords, lanesInWords } from './execution-words'
import { GroupTable } from './group-table'
import type { Execution } from './load-execution'
import { ScheduleTable } from './schedule-table'
import { SchedulerTable } from './scheduler-table'
import { Timeline } from './timeline'

interface ExecutionViewProps {
  execution: Execution
  chainId: bigint
  modules: ModuleNames
  base: Base
  /** the block's page */
  href: string
}

/** A block executed by one scheduler: its timeline, what the others would make of it, and what stands in the way. */
export function ExecutionView({ execution, chainId, modules, base, href }: ExecutionViewProps) {
  const { block, query, metrics, total, hotKeys, groups } = execution
  const source = SOURCES.find((each) => each === block.source)
  const tags = (
    <>
      <PolicyTag policy={query.policy} />
      {source && <SourceTag source={source} />}
    </>
  )
  const words = executionInWords(execution)
  const pinned = new URLSearchParams({
    chain: `${chainId}`,
    policy: query.policy,
    from: `${block.number}`,
    to: `${block.number}`,
    table: 'workers',
    format: 'csv',
  })
  return (
    <>
      <ExecutionControls query={query} href={href} />
      <KeyFigures execution={execution} />
      <Section title="Timeline" note={schedulerNames[query.scheduler]} aside={tags}>
        <figure className="chart">
          <figcaption>
            {words} <span className="dim">{schedulerWords[query.scheduler]}</span>
          </figcaption>
          <Legend execution={execution} modules={modules} base={base} />
          <Timeline execution={execution} label={words} modules={modules} base={base} href={href} />
          <ScheduleTable execution={execution} chainId={chainId} modules={modules} base={base} href={href} />
        </figure>
      </Section>
      <div className="columns">
        <Section title="Speedup by workers" aside={tags}>
          <WorkersChart total={total} csv={`/api/v1/parallelism?${pinned}`} />
        </Section>
        <Section title="Schedulers" note={`on ${query.workers} workers`} aside={tags}>
          <SchedulerTable execution={execution} href={href} />
        </Section>
      </div>
      <Section title="Hottest keys" note="what most gas waits behind" aside={tags}>
        <HotKeyTable oneBlock keys={hotKeys} gasUsed={metrics.gasUsed} modules={modules} base={base} />
      </Section>
      <Section title="Conflict components" note="transactions tied by dependencies" aside={tags}>
        <GroupTable execution={execution} groups={groups} modules={modules} base={base} href={href} />
      </Section>
    </>
  )
}

function KeyFigures({ execution }: { execution: Execution }) {
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

function Legend({ execution, modules, base }: { execution: Execution; modules: ModuleNames; base: Base }) {
  const { transactions, query } = execution
  const gas = new Map<string, bigint>()
  for (const { homeModule, gasUsed } of transactions) {
    gas.set(homeModule, (gas.get(homeModule) ?? 0n) + gasUsed)
  }
  const homes = [...gas.keys()].sort((a, b) => Number((gas.get(b) ?? 0n) - (gas.get(a) ?? 0n)))
  return (
    <div className="timeline-legend">
      {homes.map((id) => (
        <span key={id}>
          <ModuleTag id={id} modules={modules} base={base} />
        </span>
      ))}
      <span>
        <i className="sample stripe" aria-hidden="true" />
        critical path
      </span>
      {query.scheduler === 'optimistic' && (
        <span>
          <i className="sample aborted" aria-hidden="true" />
          aborted
        </span>
      )}
      {query.scheduler === 'module-partitioned' && (
        <span>
          <i className="sample held" aria-hidden="true" />
          lane held by another module’s transaction
        </span>
      )}
    </div>
  )
}
