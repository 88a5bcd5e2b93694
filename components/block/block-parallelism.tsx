import Link from 'next/link'
import { type ModuleNames, PolicyTag, SourceTag } from '@/components/chips/tags'
import { HotKeyTable } from '@/components/parallelism/hot-key-table'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { BlockRecord } from '@/lib/db/read/blocks'
import type { HotKeyTotal } from '@/lib/db/read/hot-keys'
import type { ModuleTotal } from '@/lib/db/read/module-metrics'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { type BlockMetrics, POLICIES, type Policy, SOURCES } from '@/lib/parallelism/types'
import { BlockModuleTable } from './module-table'
import { PolicyTable, ScheduleTable } from './policy-table'

interface BlockParallelismProps {
  block: BlockRecord
  /** under every policy */
  metrics: BlockMetrics[]
  /** the policy that the keys, modules and schedules are shown under */
  policy: Policy
  hotKeys: HotKeyTotal[]
  moduleTotals: ModuleTotal[]
  modules: ModuleNames
  base: Base
}

/** How parallel a block was, under the three policies, and what stood in the way. */
export function BlockParallelism(props: BlockParallelismProps) {
  const { block, metrics, policy, hotKeys, moduleTotals, modules, base } = props
  const chosen = metrics.find((each) => each.policy === policy)
  if (chosen === undefined) {
    return <EmptyState>This block has no parallelism metrics under the policy {policy}.</EmptyState>
  }
  if (chosen.transactions === 0) {
    return <EmptyState>The block holds no transactions: there is nothing to run in parallel.</EmptyState>
  }
  const source = SOURCES.find((each) => each === block.source)
  const tags = (
    <>
      <PolicyTag policy={policy} />
      {source && <SourceTag source={source} />}
    </>
  )
  return (
    <>
      <nav className="choice-line" aria-label="Policy">
        Policy
        {POLICIES.map((each) => (
          <Link
            key={each}
            href={`${path.block(base, block.number)}?tab=parallelism&policy=${each}`}
            prefetch={false}
            scroll={false}
            aria-current={each === policy ? 'true' : undefined}
          >
            {each}
          </Link>
        ))}
      </nav>
      <Figures>
        <Figure
          label="Speedup bound"
          value={`${ratio(chosen.gasUsed, chosen.criticalPathGas)}×`}
          detail="gas used over critical path gas"
        />
        <Figure
          label="In conflict"
          value={percent(chosen.conflictedTxs, chosen.transactions)}
          detail={`${integer(chosen.conflictedTxs)} of ${integer(chosen.transactions)} transactions`}
        />
        <Figure
          label="Largest component"
          value={percent(chosen.largestComponent, chosen.transactions)}
          detail={`${integer(chosen.largestComponent)} connected transactions`}
        />
        <Figure
          label="Longest chain"
          value={integer(chosen.longestChainTxs)}
          detail="transactions, each waiting for the one before"
        />
      </Figures>
      <div className="columns">
        <Section title="By policy" aside={source && <SourceTag source={source} />}>
          <PolicyTable metrics={metrics} />
        </Section>
        <Section title="Speedup by scheduler" aside={tags}>
          <ScheduleTable metrics={chosen} />
        </Section>
      </div>
      <Section title="Hot keys" note="the ten that most gas waits behind" aside={tags}>
        <HotKeyTable
          oneBlock
          keys={hotKeys}
          gasUsed={chosen.gasUsed}
          modules={modules}
          base={base}
          ask={{ policy: policy, range: { from: block.number, to: block.number } }}
        />
      </Section>
      <Section title="Modules" note="home gas adds up to the block's gas used" aside={tags}>
        <BlockModuleTable rows={moduleTotals} gasUsed={block.gasUsed} modules={modules} base={base} />
      </Section>
      <Section
        title="Critical path"
        note="transactions, first to last, each leading to its place in the timeline"
        aside={tags}
      >
        <CriticalPath
          indexes={chosen.criticalPath}
          href={`${path.block(base, block.number)}?tab=execution&policy=${policy}`}
        />
      </Section>
    </>
  )
}

/** Steps of a path that are shown before the rest is folded away. */
const STEPS_SHOWN = 40

function CriticalPath({ indexes, href }: { indexes: number[]; href: string }) {
  const rest = indexes.slice(STEPS_SHOWN)
  const steps = (part: number[]) =>
    part.map((index) => (
      <Link key={index} href={`${href}&tx=${index}`} prefetch={false}>
        #{index}
      </Link>
    ))
  return (
    <>
      <div className="path-line">{steps(indexes.slice(0, STEPS_SHOWN))}</div>
      {rest.length > 0 && (
        <details>
          <summary>{integer(rest.length)} more</summary>
          <div className="path-line">{steps(rest)}</div>
        </details>
      )}
    </>
  )
}
