import { type ModuleNames, moduleColour, moduleName, PolicyTag, SourceTag } from '@/components/chips/tags'
import { ConflictMatrix } from '@/components/modules/conflict-matrix'
import { HotKeyTable } from '@/components/parallelism/hot-key-table'
import { WorkersChart } from '@/components/parallelism/workers-chart'
import { Section } from '@/components/text/page-header'
import type { Base } from '@/lib/format/paths'
import { SOURCES } from '@/lib/parallelism/types'
import { ExecutionControls } from './execution-controls'
import { schedulerNames, schedulerWords } from './execution-query'
import { executionInWords } from './execution-words'
import { ComponentFigure } from './graph/component-figure'
import { GroupTable } from './group-table'
import { KeyFigures } from './key-figures'
import type { Execution } from './load-execution'
import { ScheduleTable } from './schedule-table'
import { SchedulerTable } from './scheduler-table'
import { Timeline } from './timeline'
import { timelineData } from './timeline-data'
import { layoutTimeline } from './timeline-layout'
import { TimelineLegend } from './timeline-legend'

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
  const { block, query, metrics, total, hotKeys, groups, moduleConflicts, run, graph, transactions } =
    execution
  const source = SOURCES.find((each) => each === block.source)
  const tags = (
    <>
      <PolicyTag policy={query.policy} />
      {source && <SourceTag source={source} />}
    </>
  )
  const words = executionInWords(execution)
  const exported = (path: string, table: string) => {
    const [chain, of] = [`${chainId}`, `${block.number}`]
    const pinned = { chain, policy: query.policy, from: of, to: of, table, format: 'csv' }
    return `/api/v1/${path}?${new URLSearchParams(pinned)}`
  }
  const orderOf = (id: string) => modules.get(id)?.ordinal ?? Number.MAX_SAFE_INTEGER
  const homes = transactions.map(({ homeModule }) => homeModule)
  const layout = layoutTimeline(run, graph, query.scheduler, homes, orderOf)
  const data = timelineData(execution, layout, (id) => ({
    name: moduleName(id, modules),
    colour: moduleColour(id, modules),
  }))
  const colliding = moduleConflicts.flatMap((pair) => [pair.earlierModule, pair.laterModule])
  const inOrder = [...new Set(colliding)].sort((a, b) => orderOf(a) - orderOf(b) || (a < b ? 1 : -1))
  return (
    <>
      <ExecutionControls query={query} href={href} />
      <KeyFigures execution={execution} />
      <Section title="Timeline" note={schedulerNames[query.scheduler]} aside={tags}>
        <figure className="chart">
          <figcaption>
            {words} <span className="dim">{schedulerWords[query.scheduler]}</span>
          </figcaption>
          <TimelineLegend execution={execution} modules={modules} base={base} />
          <Timeline
            execution={execution}
            layout={layout}
            data={data}
            label={words}
            modules={modules}
            base={base}
            href={href}
          />
          <ScheduleTable execution={execution} chainId={chainId} modules={modules} base={base} href={href} />
        </figure>
      </Section>
      <div className="columns">
        <Section title="Speedup by workers" aside={tags}>
          <WorkersChart total={total} csv={exported('parallelism', 'workers')} />
        </Section>
        <Section title="Schedulers" note={`on ${query.workers} workers`} aside={tags}>
          <SchedulerTable execution={execution} href={href} />
        </Section>
      </div>
      <Section title="Hottest keys" note="what most gas waits behind" aside={tags}>
        <HotKeyTable
          oneBlock
          keys={hotKeys}
          gasUsed={metrics.gasUsed}
          modules={modules}
          base={base}
          ask={{ policy: query.policy, range: { from: execution.block.number, to: execution.block.number } }}
        />
      </Section>
      <Section title="Conflict components" note="transactions tied by dependencies" aside={tags}>
        <GroupTable execution={execution} groups={groups} modules={modules} base={base} href={href} />
        <ComponentFigure
          execution={execution}
          data={data}
          chainId={chainId}
          modules={modules}
          base={base}
          href={href}
        />
      </Section>
      <Section
        title="Conflicts between modules"
        note="dependencies, earlier × later"
        aside={
          <>
            {tags}
            <a href={exported('modules', 'conflicts')} download>
              CSV
            </a>
          </>
        }
      >
        <ConflictMatrix homes={inOrder} conflicts={moduleConflicts} modules={modules} base={base} />
      </Section>
    </>
  )
}
