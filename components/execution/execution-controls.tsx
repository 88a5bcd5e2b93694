import { Choice, Option } from '@/components/parallelism/view-controls'
import { SCHEDULERS } from '@/lib/parallelism/schedule'
import { POLICIES, WORKERS } from '@/lib/parallelism/types'
import {
  type ExecutionQuery,
  executionQuery,
  schedulerNames,
  schedulerWords,
  takesWorkers,
  ZOOMS,
} from './execution-query'

/** Scheduler, workers, policy and zoom as links: each state of the tab has its address, and works without scripts. */
export function ExecutionControls({ query, href }: { query: ExecutionQuery; href: string }) {
  const to = (change: Partial<ExecutionQuery>) =>
    `${href}${executionQuery({ ...query, from: undefined, ...change })}`
  return (
    <nav className="view-controls" aria-label="How the block is executed">
      <Choice name="Scheduler">
        {SCHEDULERS.map((scheduler) => (
          <Option
            key={scheduler}
            href={to({ scheduler })}
            current={scheduler === query.scheduler}
            hint={schedulerWords[scheduler]}
          >
            {schedulerNames[scheduler]}
          </Option>
        ))}
      </Choice>
      {takesWorkers(query.scheduler) && (
        <Choice name="Workers">
          {WORKERS.map((workers) => (
            <Option key={workers} href={to({ workers })} current={workers === query.workers}>
              {workers}
            </Option>
          ))}
        </Choice>
      )}
      <Choice name="Policy">
        {POLICIES.map((policy) => (
          <Option key={policy} href={to({ policy })} current={policy === query.policy}>
            {policy}
          </Option>
        ))}
      </Choice>
      <Choice name="Zoom">
        {ZOOMS.map((zoom) => (
          <Option key={zoom} href={to({ zoom })} current={zoom === query.zoom}>
            {`${zoom}×`}
          </Option>
        ))}
      </Choice>
    </nav>
  )
}
