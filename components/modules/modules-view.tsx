import Link from 'next/link'
import { type ModuleNames, moduleName, PolicyTag } from '@/components/chips/tags'
import { SourceTags } from '@/components/parallelism/source-tags'
import { COMPARED, pinnedQuery, type View } from '@/components/parallelism/view'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { integer, percent, ratio, scaled } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { TRANSFER, UNASSIGNED } from '@/lib/parallelism/types'
import { CompareChoice } from './compare-choice'
import { COMPARISONS, CompareFigure } from './compare-figure'
import { ConflictMatrix } from './conflict-matrix'
import { ImbalanceFigure } from './imbalance-figure'
import { loadImbalance } from './load-imbalance'
import type { ModulesData } from './load-modules'
import { ModuleTable } from './module-table'
import { gasShared, ShareFigure, stateShared } from './share-figure'

interface ModulesViewProps {
  data: ModulesData
  view: View
  chainId: bigint
  modules: ModuleNames
  base: Base
}

/** All of the modules page below its controls. */
export function ModulesView({ data, view, chainId, modules, base }: ModulesViewProps) {
  const { range, chain, homes, conflicts, buckets } = data
  const exported = (table: string) =>
    `/api/v1/modules${pinnedQuery(view, range.ends, { chain: `${chainId}`, format: 'csv', table })}`
  const tags = (
    <>
      <PolicyTag policy={view.policy} />
      <SourceTags sources={chain.sources} />
    </>
  )
  const figure = { homes, buckets, step: range.step, modules, csv: exported('points') }
  return (
    <>
      <KeyFigures data={data} modules={modules} />
      <Section
        title="Modules"
        aside={
          <>
            {tags}
            <a href={exported('modules')} download>
              CSV
            </a>
          </>
        }
      >
        <ModuleTable
          homes={homes}
          gasUsed={chain.gasUsed}
          transactions={chain.transactions}
          modules={modules}
          base={base}
        />
      </Section>
      <Section title="Share of gas" note="by home module of the transaction" aside={tags}>
        <ShareFigure shared={gasShared} {...figure} />
      </Section>
      <Section
        title="Modules compared"
        note={<CompareChoice view={view} href={path.modules(base)} />}
        aside={tags}
      >
        <CompareFigure comparison={COMPARISONS[view.compare ?? COMPARED[0]]} {...figure} />
      </Section>
      <div className="columns">
        <Section title="Share of state" note="by dependencies through it" aside={tags}>
          <ShareFigure shared={stateShared} {...figure} />
        </Section>
        <Section title="Load imbalance" note="largest / mean home gas" aside={tags}>
          <ImbalanceFigure {...figure} />
        </Section>
      </div>
      <Section
        title="Conflicts between modules"
        note="dependencies, earlier × later"
        aside={
          <>
            <Link href={path.coordination(base)} prefetch={false}>
              Calls between modules →
            </Link>
            {tags}
            <a href={exported('conflicts')} download>
              CSV
            </a>
          </>
        }
      >
        <ConflictMatrix
          homes={homes.map(({ id }) => id)}
          conflicts={conflicts}
          modules={modules}
          base={base}
        />
      </Section>
    </>
  )
}

function KeyFigures({ data: { chain, homes, range }, modules }: { data: ModulesData; modules: ModuleNames }) {
  const gasOf = (id: string) => homes.find((home) => home.id === id)?.total.homeGas ?? 0n
  const registered = homes.filter(({ module }) => module !== undefined)
  const inModules = registered.reduce((sum, { total }) => sum + total.homeGas, 0n)
  const cross = registered.reduce((sum, { total }) => sum + total.crossModuleTxs, 0)
  const home = registered.reduce((sum, { total }) => sum + total.homeTxs, 0)
  const imbalance = loadImbalance(homes)
  const busiest = homes.find(({ module, total }) => module && total.homeGas === imbalance?.largest)
  return (
    <Figures>
      <Figure
        label="Gas used"
        value={scaled(chain.gasUsed)}
        unit="gas"
        detail={`${integer(chain.transactions)} transactions, ${integer(range.blocks)} ${range.blocks === 1 ? 'block' : 'blocks'}`}
      />
      <Figure label="In modules" value={percent(inModules, chain.gasUsed)} detail="of the gas used" />
      <Figure
        label="Unassigned"
        value={percent(gasOf(UNASSIGNED), chain.gasUsed)}
        detail="contracts of no module"
      />
      <Figure
        label="Plain transfers"
        value={percent(gasOf(TRANSFER), chain.gasUsed)}
        detail="to accounts without code"
      />
      <Figure label="Cross-module" value={percent(cross, home)} detail="of the modules’ home transactions" />
      <Figure
        label="Load imbalance"
        value={imbalance ? `${ratio(imbalance.largest * imbalance.modules, imbalance.sum)}×` : '–'}
        detail={
          busiest
            ? `largest / mean home gas; largest is ${moduleName(busiest.id, modules)}`
            : 'largest / mean home gas'
        }
      />
    </Figures>
  )
}
