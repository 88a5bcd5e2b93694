import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import type { Base } from '@/lib/format/paths'
import type { Execution } from './load-execution'

interface TimelineLegendProps {
  execution: Execution
  modules: ModuleNames
  base: Base
}

/** What the colours and marks of the timeline mean, most gas first. */
export function TimelineLegend({ execution, modules, base }: TimelineLegendProps) {
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
