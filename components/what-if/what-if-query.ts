import { z } from 'zod'
import {
  type BlockRange,
  parseQuery,
  parseView,
  type Query,
  type View,
  viewQuery,
} from '@/components/parallelism/view'
import { actionText, parseAction, parseTarget, targetText } from '@/lib/parallelism/change-text'
import type { Change, ChangeTarget } from '@/lib/parallelism/changes'
import { DEFAULT_POLICY, type Policy } from '@/lib/parallelism/types'

/** What the page of changes shows: all of it is in its address. */
export interface WhatIfView extends View {
  /** the change asked for; the best one that is found without */
  change?: Change
}

const DEFAULT_ACTION = 'commutative'

const word = z.string().max(300).optional()
const query = z.object({
  target: word,
  action: word,
  block: z
    .string()
    .regex(/^\d{1,18}$/, 'must be a block number')
    .optional(),
})

/** Reads a view of changes from query parameters; `block` stands for `from` and `to`. Throws UserError. */
export function parseWhatIf(parameters: Query): WhatIfView {
  const { target, action, block } = parseQuery(query, parameters)
  const view = parseView(block === undefined ? parameters : { ...parameters, from: block, to: block })
  if (target === undefined) return view
  return { ...view, change: { target: parseTarget(target), action: parseAction(action ?? DEFAULT_ACTION) } }
}

/** The query string of a view of changes, "?" included; defaults are left out. */
export function whatIfQuery(view: WhatIfView): string {
  const pairs = new URLSearchParams(viewQuery(view))
  if (view.change !== undefined) {
    pairs.set('target', targetText(view.change.target))
    const action = actionText(view.change.action)
    if (action !== DEFAULT_ACTION) pairs.set('action', action)
  }
  return pairs.size === 0 ? '' : `?${pairs}`
}

/** The query string that asks what making a target commutative would bring, from a page of other figures. */
export function askQuery(target: ChangeTarget, policy: Policy, range?: BlockRange): string {
  const pairs = new URLSearchParams({ target: targetText(target) })
  if (policy !== DEFAULT_POLICY) pairs.set('policy', policy)
  if (range !== undefined) {
    pairs.set('from', `${range.from}`)
    pairs.set('to', `${range.to}`)
  }
  return `?${pairs}`
}
