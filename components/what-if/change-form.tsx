import type { ModuleNames } from '@/components/chips/tags'
import { viewQuery } from '@/components/parallelism/view'
import { actionText, targetText } from '@/lib/parallelism/change-text'
import type { Change } from '@/lib/parallelism/changes'
import { UNASSIGNED } from '@/lib/parallelism/types'
import type { WhatIfView } from './what-if-query'

const ACTIONS = [
  ['commutative', 'make its updates commute'],
  ['sharded:sender', 'give each sender its own'],
  ['sharded:4', 'split it 4 ways by sender'],
  ['sharded:16', 'split it 16 ways by sender'],
  ['sharded:64', 'split it 64 ways by sender'],
] as const

interface ChangeFormProps {
  view: WhatIfView
  href: string
  /** the change that the page shows, asked for or found */
  shown: Change | undefined
  modules: ModuleNames
}

/** Asks for another change: a form that leads to an address, without a script. */
export function ChangeForm({ view, href, shown, modules }: ChangeFormProps) {
  const change = view.change ?? shown
  const moves = [...modules].map(([id, { name }]) => [`module:${id}`, `move it to module ${name}`] as const)
  const known = [...ACTIONS, ...moves, [`module:${UNASSIGNED}`, 'take it out of its module'] as const]
  const current = change ? actionText(change.action) : 'commutative'
  const options = known.some(([value]) => value === current) ? known : [...known, [current, current] as const]
  return (
    <form className="change-form" action={href}>
      {[...new URLSearchParams(viewQuery(view))].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="change-target">
        <span>State key, contract or module</span>
        <input
          name="target"
          defaultValue={change && targetText(change.target)}
          placeholder="s:0x…:0x…, 0x… or a module's id"
          maxLength={300}
          required
          spellCheck={false}
          autoComplete="off"
          list="change-modules"
        />
      </label>
      <datalist id="change-modules">
        {[...modules].map(([id, { name }]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
      <label>
        <span>Change</span>
        <select name="action" defaultValue={current}>
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Recompute</button>
    </form>
  )
}
