import type { ModuleNames } from '@/components/chips/tags'
import { SourceTags } from '@/components/parallelism/source-tags'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { integer, percent } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { DISCOVERY } from '@/lib/parallelism/discover'
import { ComparisonTable } from './comparison-table'
import type { DiscoveryData } from './load-discovery'
import { LISTED_CONTRACTS, LISTED_MODULES, MemberTable } from './member-table'
import { MOST_TRANSACTIONS } from './range'
import { SuggestionTable } from './suggestion-table'

interface DiscoveryViewProps {
  data: DiscoveryData
  chainId: bigint
  modules: ModuleNames
  base: Base
}

/** All of the page of discovered modules below its controls. */
export function DiscoveryView({ data, chainId, modules, base }: DiscoveryViewProps) {
  const { range, discovery } = data
  const exported = (format: string) =>
    `/api/v1/modules/discovery?${new URLSearchParams({ chain: `${chainId}`, from: `${range.from}`, to: `${range.to}`, format })}`
  return (
    <>
      <p className="prose discovery-lead">
        Discovered from what transactions touch together: nobody has declared these modules. Contracts are
        grouped so that most of what a transaction touches lies in one group.
      </p>
      <KeyFigures data={data} />
      {data.modules.length === 0 ? (
        <EmptyState>No two contracts are touched together in these blocks.</EmptyState>
      ) : (
        <>
          <Section
            title="Suggested modules"
            note={data.declared ? 'beside the declared ones' : 'by gas'}
            aside={
              <>
                <SourceTags sources={range.sources} />
                <a href={exported('json')}>JSON</a>
                <a className="download" href={exported('modules.json')} download>
                  Download modules.json
                </a>
              </>
            }
          >
            <SuggestionTable data={data} modules={modules} base={base} />
          </Section>
          <Section title="If each module had one lane" note="gas of the transactions that touch a contract">
            <ComparisonTable suggested={discovery.shares} declared={data.declared?.shares} />
          </Section>
          <Section
            title="Contracts"
            note={listedOf(data)}
            aside={
              <a href={exported('csv')} download>
                CSV
              </a>
            }
          >
            <MemberTable data={data} modules={modules} base={base} />
          </Section>
        </>
      )}
      <Limits data={data} />
    </>
  )
}

/** Which contracts the table has: the exports have all. */
function listedOf({ modules }: DiscoveryData): string {
  const all = modules.every(({ members }) => members.length <= LISTED_CONTRACTS)
  if (modules.length <= LISTED_MODULES)
    return all ? 'by gas' : `the ${LISTED_CONTRACTS} hottest of each module`
  return `the ${LISTED_CONTRACTS} hottest of each of the ${LISTED_MODULES} modules with most gas; all are in the exports`
}

function KeyFigures({ data: { discovery, modules, declared, range } }: { data: DiscoveryData }) {
  const { shares, modularity, considered, contracts } = discovery
  const members = modules.reduce((sum, module) => sum + module.members.length, 0)
  return (
    <Figures>
      <Figure
        label="Suggested"
        value={integer(modules.length)}
        unit={modules.length === 1 ? 'module' : 'modules'}
        detail={`of ${integer(members)} of the ${integer(contracts)} contracts touched`}
      />
      <Figure
        label="Crosses modules"
        value={percent(shares.cross, shares.gas)}
        detail={
          declared
            ? `of the gas; ${percent(declared.shares.cross, declared.shares.gas)} between the declared modules`
            : 'of the gas of transactions that touch contracts'
        }
      />
      <Figure
        label="Modularity"
        value={modularity.toFixed(3)}
        detail={`of the co-access graph of ${integer(considered)} contracts`}
      />
      <Figure
        label="Agreement"
        value={declared ? declared.randIndex.toFixed(2) : '–'}
        detail={
          declared
            ? `with the declared ones: adjusted Rand index of ${integer(declared.contracts)} contracts (1 the same, 0 chance)`
            : 'no declared module has a contract here'
        }
      />
      <Figure
        label="Looked at"
        value={integer(range.transactions)}
        unit="transactions"
        detail={`in ${integer(range.blocks)} blocks`}
      />
    </Figures>
  )
}

function Limits({ data: { range, discovery } }: { data: DiscoveryData }) {
  const left = discovery.contracts - discovery.considered
  return (
    <p className="note prose discovery-limits">
      {!range.whole &&
        `The range holds more than ${integer(MOST_TRANSACTIONS)} transactions; these are its newest blocks. `}
      {left > 0 &&
        `The ${integer(DISCOVERY.mostContracts)} hottest contracts are looked at; ${integer(left)} are not. `}
      Ids go on from the modules file in force, else from as many blocks before these. Method, sources and
      limits are in docs/modules.md. What two contracts are for cannot be seen from what touches them: a
      suggestion is a beginning.
    </p>
  )
}
