import { type ModuleNames, PolicyTag } from '@/components/chips/tags'
import { HotKeyTable } from '@/components/parallelism/hot-key-table'
import { SourceTags } from '@/components/parallelism/source-tags'
import { pinnedQuery, type View } from '@/components/parallelism/view'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { askQuery } from '@/components/what-if/what-if-query'
import { integer, percent, ratio, scaled } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { GasShareChart, ThroughputChart } from './load-charts'
import type { ModuleFigures } from './load-module'
import { BoundChart, RateChart } from './module-charts'
import { loadsOf } from './module-loads'
import { NeighbourTable } from './neighbour-table'

interface ModuleFiguresViewProps {
  name: string
  figures: ModuleFigures
  view: View
  chainId: bigint
  modules: ModuleNames
  base: Base
}

/** A module's figures over a range: its load, its conflicts, its hottest keys, its neighbours. */
export function ModuleFiguresView({ name, figures, view, chainId, modules, base }: ModuleFiguresViewProps) {
  const { range, chain, home, buckets, chainBuckets, hotKeys, conflicts } = figures
  const exported = (table: string) =>
    `/api/v1/modules${pinnedQuery(view, range.ends, { chain: `${chainId}`, format: 'csv', table, module: home.id })}`
  const csv = exported('blocks')
  const tags = (
    <>
      <PolicyTag policy={view.policy} />
      <SourceTags sources={chain.sources} />
    </>
  )
  const chart = { name, total: home.total, buckets, step: range.step, csv }
  const loads = loadsOf(buckets, chainBuckets, range.step)
  const load = { name, loads, step: range.step, csv: exported('loads') }
  return (
    <>
      <KeyFigures figures={figures} />
      <div className="columns">
        <Section title="Throughput" note="home transactions a block" aside={tags}>
          <ThroughputChart {...load} />
        </Section>
        <Section title="Share of gas" note="by home transactions" aside={tags}>
          <GasShareChart {...load} />
        </Section>
      </div>
      <div className="columns">
        <Section title="Conflicts and crossings" aside={tags}>
          <RateChart {...chart} />
        </Section>
        <Section title="Speedup bound on its own keys" aside={tags}>
          <BoundChart {...chart} />
        </Section>
      </div>
      <Section title="Hottest keys" note="of its contracts" aside={tags}>
        <HotKeyTable
          keys={hotKeys}
          gasUsed={chain.gasUsed}
          modules={modules}
          base={base}
          ask={{ policy: view.policy, range }}
          withoutModule
        />
        <p className="note table-note">
          <a
            href={`${path.whatIf(base)}${askQuery({ kind: 'module', moduleId: home.id }, view.policy, range)}`}
          >
            What if all updates of {name} commuted
          </a>
        </p>
      </Section>
      <Section title="Conflicts with others" note="dependencies between home modules" aside={tags}>
        <NeighbourTable moduleId={home.id} conflicts={conflicts} modules={modules} base={base} />
      </Section>
    </>
  )
}

function KeyFigures({ figures: { chain, home, range } }: { figures: ModuleFigures }) {
  const { total } = home
  return (
    <Figures>
      <Figure
        label="Home gas"
        value={scaled(total.homeGas)}
        unit="gas"
        detail={`${percent(total.homeGas, chain.gasUsed)} of the gas used`}
      />
      <Figure
        label="Home transactions"
        value={integer(total.homeTxs)}
        detail={`${ratio(total.homeTxs, range.blocks, 1)} a block`}
      />
      <Figure
        label="Touching transactions"
        value={integer(total.touchingTxs)}
        detail={`${percent(total.touchingTxs, chain.transactions)} of all`}
      />
      <Figure
        label="Conflict rate"
        value={percent(total.conflictedTxs, total.touchingTxs)}
        detail={`${integer(total.edges)} dependencies through its keys`}
      />
      <Figure
        label="Speedup bound"
        value={total.criticalPathGas === 0n ? '–' : `${ratio(total.touchingGas, total.criticalPathGas)}×`}
        detail="over its own keys alone"
      />
      <Figure
        label="Cross-module"
        value={percent(total.crossModuleTxs, total.homeTxs)}
        detail="of its home transactions"
      />
    </Figures>
  )
}
