import { z } from 'zod'
import {
  parseQuery,
  policyParameter,
  type Query,
  type View,
  workersParameter,
} from '@/components/parallelism/view'
import { SCHEDULERS, type Scheduler } from '@/lib/parallelism/schedule'
import { DEFAULT_POLICY, type Policy } from '@/lib/parallelism/types'

/** How many times the width of its place the timeline has. */
export const ZOOMS = [1, 4, 16] as const
export type Zoom = (typeof ZOOMS)[number]

/** What the execution tab of a block shows: all of it is in its address. */
export interface ExecutionQuery {
  policy: Policy
  scheduler: Scheduler
  workers: View['workers']
  zoom: Zoom
  /** index of the transaction that is held */
  tx: number | undefined
  /** index that the table begins at; it is folded away without */
  from: number | undefined
  /** the first transaction of the conflict component that is drawn; without, that of `tx` or the largest */
  component: number | undefined
}

const DEFAULT_SCHEDULER: Scheduler = 'critical-path-first'
const DEFAULT_WORKERS = 8

const index = z
  .string()
  .regex(/^\d{1,9}$/, 'must be the index of a transaction')
  .transform(Number)

const schema = z.object({
  policy: policyParameter,
  scheduler: z.enum(SCHEDULERS, `must be one of ${SCHEDULERS.join(', ')}`).default(DEFAULT_SCHEDULER),
  workers: workersParameter(DEFAULT_WORKERS),
  zoom: z
    .enum(['1', '4', '16'], `must be one of ${ZOOMS.join(', ')}`)
    .default('1')
    .transform((text): Zoom => ZOOMS.find((zoom) => `${zoom}` === text) ?? 1),
  tx: index.optional(),
  from: index.optional(),
  component: index.optional(),
})

/** Reads the tab's parameters. Throws a UserError on the first that is wrong. */
export function parseExecution(parameters: Query): ExecutionQuery {
  const { tx, from, component, ...rest } = parseQuery(schema, parameters)
  return { ...rest, tx, from, component }
}

/** The query string of the tab, "?" included; defaults are left out, so that a view has one address. */
export function executionQuery(query: ExecutionQuery): string {
  const pairs: [string, string][] = [['tab', 'execution']]
  if (query.scheduler !== DEFAULT_SCHEDULER) pairs.push(['scheduler', query.scheduler])
  if (query.workers !== DEFAULT_WORKERS) pairs.push(['workers', `${query.workers}`])
  if (query.policy !== DEFAULT_POLICY) pairs.push(['policy', query.policy])
  if (query.zoom !== 1) pairs.push(['zoom', `${query.zoom}`])
  if (query.tx !== undefined) pairs.push(['tx', `${query.tx}`])
  if (query.from !== undefined) pairs.push(['from', `${query.from}`])
  if (query.component !== undefined) pairs.push(['component', `${query.component}`])
  return `?${new URLSearchParams(pairs)}`
}

export const schedulerNames: Record<Scheduler, string> = {
  'critical-path-first': 'Critical path first',
  'block-order': 'Block order',
  optimistic: 'Optimistic',
  'module-partitioned': 'Module-partitioned',
  serial: 'Serial',
}

/** What a scheduler does, in a sentence. */
export const schedulerWords: Record<Scheduler, string> = {
  'critical-path-first': 'A free worker takes the ready transaction with most gas behind it.',
  'block-order': 'A free worker takes the ready transaction that comes first in the block.',
  optimistic:
    'Workers execute in block order without waiting, validate, and repeat what read too early (Block-STM, simulated): a bar is longer than its gas by its validation.',
  'module-partitioned':
    'Each module is one serial lane; a transaction holds the lanes of all modules that it touches, as wide as there is work.',
  serial: 'One transaction after the other, as the chain itself executes them today.',
}

/** Whether the number of workers matters to a scheduler. */
export const takesWorkers = (scheduler: Scheduler) =>
  scheduler !== 'serial' && scheduler !== 'module-partitioned'
