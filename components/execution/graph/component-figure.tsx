import Link from 'next/link'
import type { ModuleNames } from '@/components/chips/tags'
import { integer, percent, scaled } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { dependencyRows } from '../dependency-rows'
import { executionQuery } from '../execution-query'
import type { Execution } from '../load-execution'
import type { TimelineData } from '../timeline-data'
import { chosenComponent, heaviestChain } from './choose-component'
import { ComponentGraph } from './component-graph'
import { DependencyList } from './dependency-list'

interface ComponentFigureProps {
  execution: Execution
  data: TimelineData
  chainId: bigint
  modules: ModuleNames
  base: Base
  /** the block's page */
  href: string
}

/** One conflict component as a graph, with its table and its CSV, and the way to the others. */
export function ComponentFigure({ execution, data, chainId, modules, base, href }: ComponentFigureProps) {
  const { groups, graph, query, metrics, block } = execution
  const at = chosenComponent(groups, query)
  const group = groups[at]
  if (!group) return null
  const chain = heaviestChain(graph, group)
  const rows = dependencyRows(graph, group.transactions)
  const first = group.transactions[0] ?? 0
  const words = `Component ${at + 1} of ${integer(groups.length)}: ${integer(group.transactions.length)} transactions of ${scaled(group.gas)} gas, ${percent(group.gas, metrics.gasUsed)} of the block, tied by ${integer(rows.length)} dependencies. Its heaviest chain, ${integer(chain.length)} transactions, takes ${scaled(group.criticalPathGas)} gas.`
  const csv = new URLSearchParams({
    chain: `${chainId}`,
    block: `${block.number}`,
    policy: query.policy,
    component: `${first}`,
    format: 'csv',
  })
  const step = (to: number) => {
    const other = groups[to]?.transactions[0]
    return other === undefined
      ? undefined
      : `${href}${executionQuery({ ...query, component: other, from: undefined })}`
  }
  return (
    <figure className="chart" id="component">
      <figcaption>
        {words}{' '}
        <span className="dim">
          From left to right, each after all that it waits for; a circle’s area is its gas, the heavy line the
          heaviest chain.
        </span>
      </figcaption>
      <nav className="graph-steps" aria-label="Components">
        <Step href={step(at - 1)}>← Larger</Step>
        <span>
          {at + 1} of {integer(groups.length)}
        </span>
        <Step href={step(at + 1)}>Smaller →</Step>
      </nav>
      <ComponentGraph
        key={first}
        data={data}
        transactions={group.transactions}
        chain={chain}
        label={words}
        base={base}
      />
      <div className="chart-foot">
        <details className="chart-data">
          <summary>
            Data table <span className="dim">{integer(rows.length)} rows</span>
          </summary>
          <DependencyList execution={execution} rows={rows} modules={modules} base={base} href={href} />
        </details>
        <a className="chart-csv" href={`/api/v1/dependencies?${csv}`} download>
          CSV
        </a>
      </div>
    </figure>
  )
}

function Step({ href, children }: { href: string | undefined; children: string }) {
  if (href === undefined) return <span aria-disabled="true">{children}</span>
  return (
    <Link href={href} prefetch={false} scroll={false}>
      {children}
    </Link>
  )
}
