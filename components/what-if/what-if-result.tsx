import { type ModuleNames, PolicyTag } from '@/components/chips/tags'
import { SourceTags } from '@/components/parallelism/source-tags'
import { type View, workerIndex } from '@/components/parallelism/view'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { integer } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { actionText, targetText } from '@/lib/parallelism/change-text'
import { changeWords, gasWords } from '@/lib/parallelism/change-words'
import { WORKERS } from '@/lib/parallelism/types'
import { AdviceTable } from './advice-table'
import { ChangeChart } from './change-chart'
import type { Outcome, WhatIfData } from './load-what-if'
import { MetricTable } from './metric-table'
import { targetWords } from './target-name'
import { pairWords, ratioOf } from './what-if-words'

interface WhatIfResultProps {
  data: WhatIfData
  view: View
  chainId: bigint
  modules: ModuleNames
  base: Base
}

/** What the change that is shown brings, and below it which changes bring most. */
export function WhatIfResult({ data, view, chainId, modules, base }: WhatIfResultProps) {
  const { outcome, advice, range, blocks } = data
  const tags = (
    <>
      <PolicyTag policy={view.policy} />
      <SourceTags sources={data.sources} />
    </>
  )
  const exported = (table: string, change = outcome?.change) => {
    const pairs = { chain: `${chainId}`, policy: view.policy, from: `${data.from}`, to: `${data.to}` }
    const asked = change && { target: targetText(change.target), action: actionText(change.action) }
    return `/api/v1/what-if?${new URLSearchParams({ ...pairs, ...asked, format: 'csv', table })}`
  }
  const sample =
    blocks < range.blocks
      ? `computed over the last ${integer(blocks)} of ${integer(range.blocks)} blocks`
      : `computed over ${integer(blocks)} ${blocks === 1 ? 'block' : 'blocks'}`
  const shown = outcome && (
    <Section title={titleOf(outcome, data, modules)} note={sample} aside={tags}>
      {outcome.touched === 0 && outcome.change.action.kind !== 'moved' ? (
        <EmptyState>None of these blocks touches it: nothing changes.</EmptyState>
      ) : (
        <>
          <KeyFigures outcome={outcome} view={view} />
          <ChangeChart outcome={outcome} csv={exported('blocks')} />
          <MetricTable outcome={outcome} blocks={blocks} workers={view.workers} csv={exported('metrics')} />
        </>
      )}
    </Section>
  )
  const ranked = (
    <Section
      title="Which single change frees most"
      note={`${integer(advice.tried)} of ${integer(advice.targets)} keys, contracts and modules tried, hottest first; ${sample}`}
      aside={tags}
    >
      <AdviceTable
        data={data}
        view={view}
        modules={modules}
        base={base}
        csv={exported('advice', undefined)}
      />
    </Section>
  )
  // Who asked for a change wants to see it first; who asked for none wants advice.
  return outcome?.isBest === false ? (
    <>
      {shown}
      {ranked}
    </>
  ) : (
    <>
      {ranked}
      {shown}
    </>
  )
}

function titleOf({ change, isBest }: Outcome, { names }: WhatIfData, modules: ModuleNames) {
  const words = changeWords(targetWords(change.target, names, modules), change.action)
  return isBest ? `${words}: the single change that frees most` : words
}

/** The figures that matter most, then against today. */
function KeyFigures({ outcome, view }: { outcome: Outcome; view: View }) {
  const { metrics, touched, blocks } = outcome
  const on = WORKERS[workerIndex(view)]
  const of = (id: string) => metrics.find((row) => row.id === id)
  const freed = (id: string) => -(of(id)?.difference ?? 0n)
  const speedup = (whole: string) => pairWords(ratioOf(metrics, 'gasUsed', whole, '×'))
  const touchedWords =
    blocks.length === 1 ? '' : `${integer(touched)} of ${integer(blocks.length)} blocks hold it`
  return (
    <Figures kind="small">
      <Figure label="Speedup bound" value={speedup('criticalPathGas')} detail="today → then" />
      <Figure
        label="Critical path freed"
        value={gasWords(freed('criticalPathGas'))}
        unit="gas"
        detail={touchedWords || 'critical path today less then'}
      />
      <Figure
        label="No longer waiting"
        value={gasWords(freed('waitingGas'))}
        unit="gas"
        detail="gas of transactions that depend on another"
      />
      <Figure label={`On ${on} workers`} value={speedup(`makespanGas${on}`)} detail="critical path first" />
      <Figure
        label={`Optimistic, ${on} workers`}
        value={speedup(`optimisticMakespanGas${on}`)}
        detail={`${integer(of(`optimisticAborts${on}`)?.before ?? 0n)} → ${integer(of(`optimisticAborts${on}`)?.after ?? 0n)} aborts`}
      />
      <Figure
        label="Module-partitioned"
        value={speedup('moduleMakespanGas')}
        detail="one serial lane a module"
      />
    </Figures>
  )
}
