import type { ModuleNames } from '@/components/chips/tags'
import { PolicyTag } from '@/components/chips/tags'
import { CompareChoice } from '@/components/modules/compare-choice'
import { COMPARISONS, CompareFigure } from '@/components/modules/compare-figure'
import { ImbalanceFigure } from '@/components/modules/imbalance-figure'
import { gasShared, ShareFigure, stateShared } from '@/components/modules/share-figure'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { type Base, path } from '@/lib/format/paths'
import { AbortChart } from './abort-chart'
import { BottleneckView } from './bottleneck-view'
import { ConflictChart } from './conflict-chart'
import { Definitions } from './definitions'
import { HotKeyTable } from './hot-key-table'
import type { ParallelismData } from './load-parallelism'
import { abortSeries, boundSeries, conflictSeries, moduleSeries, workerSeries, written } from './series'
import { SourceTags } from './source-tags'
import { SpeedupChart } from './speedup-chart'
import { COMPARED, pinnedQuery, type View, viewQuery, workerIndex } from './view'
import { WorkersChart } from './workers-chart'
import { WorstBlockTable } from './worst-block-table'

interface ParallelismViewProps {
  data: ParallelismData
  view: View
  chainId: bigint
  modules: ModuleNames
  base: Base
}

/** All of the parallelism page below its controls. */
export function ParallelismView({ data, view, chainId, modules, base }: ParallelismViewProps) {
  const { range, total, buckets, bottleneck, hotKeys, worst, homes, moduleBuckets } = data
  const index = workerIndex(view)
  const exported = (table: string) =>
    `/api/v1/parallelism${pinnedQuery(view, range.ends, { chain: `${chainId}`, format: 'csv', table })}`
  const figure = {
    homes,
    buckets: moduleBuckets,
    step: range.step,
    modules,
    csv: `/api/v1/modules${pinnedQuery(view, range.ends, { chain: `${chainId}`, format: 'csv', table: 'points' })}`,
  }
  const tags = (
    <>
      <PolicyTag policy={view.policy} />
      <SourceTags sources={total.sources} />
    </>
  )
  return (
    <>
      {bottleneck && (
        <BottleneckView
          bottleneck={bottleneck}
          whole={range.blocks}
          sources={total.sources}
          view={view}
          modules={modules}
          base={base}
        />
      )}
      <KeyFigures data={data} view={view} />
      <Section title={'seconds' in range.step ? 'Speedup over time' : 'Speedup by block'} aside={tags}>
        <SpeedupChart
          buckets={buckets}
          total={total}
          step={range.step}
          workers={view.workers}
          index={index}
          csv={exported('blocks')}
        />
      </Section>
      <div className="columns">
        <Section title="Speedup by workers" aside={tags}>
          <WorkersChart total={total} csv={exported('workers')} />
        </Section>
        <Section title="Conflict rates" aside={tags}>
          <ConflictChart
            buckets={buckets}
            step={range.step}
            total={total}
            workers={view.workers}
            index={index}
            csv={exported('blocks')}
          />
        </Section>
      </div>
      <div className="columns">
        <Section title="Aborts" note="in 100 transactions, optimistic" aside={tags}>
          <AbortChart
            buckets={buckets}
            step={range.step}
            total={total}
            index={index}
            csv={exported('blocks')}
          />
        </Section>
        <Section title="Load imbalance" note="largest / mean home gas" aside={tags}>
          <ImbalanceFigure {...figure} />
        </Section>
      </div>
      <div className="columns">
        <Section title="Gas by module" note="home of the transaction" aside={tags}>
          <ShareFigure shared={gasShared} {...figure} />
        </Section>
        <Section title="State by module" note="dependencies through it" aside={tags}>
          <ShareFigure shared={stateShared} {...figure} />
        </Section>
      </div>
      <Section
        title="Modules compared"
        note={<CompareChoice view={view} href={path.parallelism(base)} />}
        aside={tags}
      >
        <CompareFigure comparison={COMPARISONS[view.compare ?? COMPARED[0]]} {...figure} />
      </Section>
      <Section
        title="Worst blocks"
        note="heaviest critical paths: what no number of workers runs faster"
        aside={tags}
      >
        <WorstBlockTable blocks={worst} policy={view.policy} modules={modules} base={base} />
      </Section>
      <Section title="Hottest keys" note="what gas waits behind" aside={tags}>
        <HotKeyTable
          keys={hotKeys}
          gasUsed={total.gasUsed}
          modules={modules}
          base={base}
          ask={{ policy: view.policy, range }}
        />
        <p className="note table-note">
          <a href={`${path.whatIf(base)}${viewQuery(view)}`}>Which single change would free most gas</a>
        </p>
      </Section>
      <Section title="What the figures mean">
        <Definitions />
      </Section>
    </>
  )
}

function KeyFigures({ data: { total }, view }: { data: ParallelismData; view: View }) {
  const index = workerIndex(view)
  const [list, , optimistic] = workerSeries(index)
  const [conflicted, , group] = conflictSeries
  if (!list || !optimistic || !conflicted || !group) return null
  return (
    <Figures>
      <Figure label="Speedup bound" value={written(boundSeries, total)} detail="gas used / critical path" />
      <Figure
        label={`On ${view.workers} workers`}
        value={written(list, total)}
        detail="list scheduling, critical path first"
      />
      <Figure
        label="Module-partitioned"
        value={written(moduleSeries, total)}
        detail="one serial lane a module"
      />
      <Figure
        label={`Optimistic, ${view.workers} workers`}
        value={written(optimistic, total)}
        detail={`${written(abortSeries(index), total)} aborts in 100 transactions`}
      />
      <Figure
        label="Transactions in a conflict"
        value={written(conflicted, total)}
        detail="single-transaction conflict rate"
      />
      <Figure label="Largest component" value={written(group, total)} detail="group conflict rate" />
    </Figures>
  )
}
