import Link from 'next/link'
import type { ModuleNames } from '@/components/chips/tags'
import { SourceTags } from '@/components/parallelism/source-tags'
import { pinnedQuery, type View } from '@/components/parallelism/view'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { ModuleCallTotal } from '@/lib/db/read/module-calls'
import { integer, percent, scaled } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { TRANSFER } from '@/lib/parallelism/types'
import { CallTable, rowId } from './call-table'
import { type CoordinationQuery, coordinationQuery } from './coordination-query'
import { endName } from './end-name'
import { FlowDiagram, flowWords } from './flow-diagram'
import { between, type CoordinationData } from './load-coordination'

interface CoordinationViewProps {
  data: CoordinationData
  view: View
  query: CoordinationQuery
  chainId: bigint
  modules: ModuleNames
  base: Base
}

/** All of the coordination page below its controls. */
export function CoordinationView({ data, view, query, chainId, modules, base }: CoordinationViewProps) {
  const { calls, coverage, range, chain } = data
  const drawn = between(calls, query.ends)
  const csv = `/api/v1/calls${pinnedQuery(view, range.ends, { chain: `${chainId}`, format: 'csv' })}`
  const words = inWords(drawn, modules)
  const tags = (
    <>
      <span className="tag" title="Calls are counted: no policy changes them">
        policy <b>any</b>
      </span>
      <span className="tag" title="From callTracer of every block">
        source <b>call traces</b>
      </span>
    </>
  )
  const behind = (
    <div className="chart-foot whole">
      <details className="chart-data" open>
        <summary>
          Data table <span className="dim">{integer(calls.length)} rows</span>
        </summary>
        <CallTable calls={calls} modules={modules} base={base} />
      </details>
      <a className="chart-csv" href={csv} download>
        CSV
      </a>
    </div>
  )
  const withAccounts = `${path.coordination(base)}${coordinationQuery(view, { ...query, ends: 'accounts' })}`
  return (
    <>
      <KeyFigures calls={calls} modules={modules} />
      <Section title="Who calls whom" note="callers at the left, callees at the right" aside={tags}>
        {drawn.length === 0 ? (
          <>
            <EmptyState
              more={
                query.ends === 'modules' && (
                  <Link href={withAccounts} prefetch={false}>
                    Show the calls of accounts as well.
                  </Link>
                )
              }
            >
              No module called another one in these blocks.
            </EmptyState>
            {behind}
          </>
        ) : (
          <figure className="chart">
            <figcaption>
              {words}{' '}
              <span className="dim">
                A flow is as wide as its {query.by === 'gas' ? 'gas' : 'number of calls'}; the hatched part of
                it failed.
                {coverage.traced < coverage.blocks &&
                  ` Calls of ${integer(coverage.traced)} of ${integer(coverage.blocks)} blocks with transactions were traced; the others are not in these figures.`}
              </span>
            </figcaption>
            <FlowDiagram
              calls={drawn}
              by={query.by}
              modules={modules}
              label={`Calls between modules. ${words}`}
              rowOf={(call) => `#${rowId(call)}`}
            />
            {behind}
          </figure>
        )}
      </Section>
      <p className="note table-note prose">
        A call is a message from one account to another inside a transaction; its gas is what the callee used
        itself, so that all rows add up to the gas used
        {coverage.traced === coverage.blocks && `, ${integer(chain.gasUsed)}`}. Code that is run by
        delegatecall works on its caller’s state and counts as the caller’s; precompiled contracts likewise.
        Accounts without code send transactions and receive plain payments. Modules as they were at each
        block; access sets of these blocks: <SourceTags sources={chain.sources} />
      </p>
    </>
  )
}

function inWords(drawn: readonly ModuleCallTotal[], modules: ModuleNames): string {
  const most = drawn.reduce<ModuleCallTotal | undefined>(
    (best, call) => (best && best.calls >= call.calls ? best : call),
    undefined,
  )
  const failing = drawn
    .filter(({ failed }) => failed > 0)
    .reduce<ModuleCallTotal | undefined>(
      (worst, call) => (worst && worst.failed / worst.calls >= call.failed / call.calls ? worst : call),
      undefined,
    )
  if (!most) return 'There are no calls between them.'
  const first = `Most calls: ${flowWords(most, modules)}.`
  if (!failing || failing === most) return first
  return `${first} Most often failing: ${endName(failing.callerModule, modules)} to ${endName(failing.calleeModule, modules)}, ${percent(failing.failed, failing.calls)} of ${integer(failing.calls)}.`
}

function KeyFigures({ calls, modules }: { calls: readonly ModuleCallTotal[]; modules: ModuleNames }) {
  const cross = between(calls, 'modules')
  const sum = (list: readonly ModuleCallTotal[], of: (call: ModuleCallTotal) => number) =>
    list.reduce((all, call) => all + of(call), 0)
  const inside = calls.filter(({ callerModule }) => callerModule !== TRANSFER)
  const [crossing, internal] = [sum(cross, (call) => call.calls), sum(inside, (call) => call.calls)]
  const crossGas = cross.reduce((all, call) => all + call.gas, 0n)
  const gas = calls.reduce((all, call) => all + call.gas, 0n)
  const called = new Map<string, number>()
  for (const call of cross) called.set(call.calleeModule, (called.get(call.calleeModule) ?? 0) + call.calls)
  const [busiest] = [...called].sort((a, b) => b[1] - a[1])
  return (
    <Figures>
      <Figure
        label="Calls between modules"
        value={integer(crossing)}
        detail={`${percent(crossing, internal)} of the calls that contracts make`}
      />
      <Figure
        label="Failed"
        value={percent(
          sum(cross, (call) => call.failed),
          crossing,
        )}
        detail={`${integer(sum(cross, (call) => call.failed))} of the calls between modules`}
      />
      <Figure
        label="Reading only"
        value={percent(
          sum(cross, (call) => call.staticCalls),
          crossing,
        )}
        detail="static calls, which change nothing"
      />
      <Figure
        label="Their gas"
        value={scaled(crossGas)}
        unit="gas"
        detail={`${percent(crossGas, gas)} of all gas`}
      />
      {busiest && (
        <Figure
          label="Most called"
          value={percent(busiest[1], crossing)}
          detail={`of the calls between modules reach ${endName(busiest[0], modules)}`}
        />
      )}
    </Figures>
  )
}
