import Link from 'next/link'
import type { ReactNode } from 'react'
import { POLICIES, WORKERS } from '@/lib/parallelism/types'
import { rangeTitle } from './range-words'
import { BLOCK_RANGES, TIME_RANGES, type View, viewQuery } from './view'

const blockNames: Record<(typeof BLOCK_RANGES)[number], string> = {
  '100': '100',
  '1000': '1,000',
  '10000': '10,000',
  all: 'all',
}

interface ViewControlsProps<Shown extends View> {
  view: Shown
  /** the page's path, without a query */
  href: string
  /** leaves out the choice of workers, where nothing depends on it */
  withoutWorkers?: boolean
  /** the query of a view that has more in its address */
  queryOf?: (view: Shown) => string
}

/** Policy, range and workers as links: each state of the page has its address, and works without scripts. */
export function ViewControls<Shown extends View>({
  view,
  href,
  withoutWorkers,
  queryOf = viewQuery,
}: ViewControlsProps<Shown>) {
  const to = (change: Partial<View>) => `${href}${queryOf({ ...view, ...change })}`
  const range = view.range
  return (
    <nav className="view-controls" aria-label="What is shown">
      <Choice name="Policy">
        {POLICIES.map((policy) => (
          <Option key={policy} href={to({ policy })} current={policy === view.policy}>
            {policy}
          </Option>
        ))}
      </Choice>
      <Choice name="Last blocks">
        {BLOCK_RANGES.map((name) => (
          <Option key={name} href={to({ range: name })} current={name === range}>
            {blockNames[name]}
          </Option>
        ))}
      </Choice>
      <Choice name="Last">
        {TIME_RANGES.map((name) => (
          <Option key={name} href={to({ range: name })} current={name === range}>
            {name}
          </Option>
        ))}
      </Choice>
      {typeof range === 'object' && (
        <Choice name={'since' in range ? 'Time' : 'Blocks'}>
          <Option href={to({})} current>
            {rangeTitle(range)}
          </Option>
        </Choice>
      )}
      {!withoutWorkers && (
        <Choice name="Workers">
          {WORKERS.map((workers) => (
            <Option key={workers} href={to({ workers })} current={workers === view.workers}>
              {workers}
            </Option>
          ))}
        </Choice>
      )}
    </nav>
  )
}

/** A few options under a name. */
export function Choice({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="choice">
      <span>{name}</span>
      {children}
    </div>
  )
}

interface OptionProps {
  href: string
  current: boolean
  /** explains the option on hover */
  hint?: string
  children: ReactNode
}

/** One of the options of a choice, as a link. */
export function Option({ href, current, hint, children }: OptionProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      title={hint}
      aria-current={current ? 'true' : undefined}
    >
      {children}
    </Link>
  )
}
