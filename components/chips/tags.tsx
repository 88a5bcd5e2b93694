import Link from 'next/link'
import { type Base, path } from '@/lib/format/paths'
import { type Policy, type Source, TRANSFER, UNASSIGNED } from '@/lib/parallelism/types'
import { Verdict } from './verdict'

/** Names and colours of a chain's modules by id. */
export type ModuleNames = Map<string, { name: string; ordinal: number }>

/** Number of colours in the palette (styles/tokens.css). The ninth module shares the first one's. */
const PALETTE = 8

/** The CSS colour of a module, the same everywhere: by its position of registration. */
export function moduleColour(id: string, modules: ModuleNames): string {
  if (id === TRANSFER || id === UNASSIGNED) return `var(--module-${id})`
  const known = modules.get(id)
  return known ? `var(--module-${known.ordinal % PALETTE})` : `var(--module-${UNASSIGNED})`
}

/** The name of a module for people: also of the two homes that are no module. */
export function moduleName(id: string, modules: ModuleNames): string {
  if (id === TRANSFER) return 'Transfer'
  if (id === UNASSIGNED) return 'Unassigned'
  return modules.get(id)?.name ?? id
}

/** A module: its colour, its name, its page. */
export function ModuleTag({ id, modules, base }: { id: string; modules: ModuleNames; base: Base }) {
  const tag = (
    <span
      className="module-tag"
      data-kind={id === TRANSFER || id === UNASSIGNED ? id : 'module'}
      style={{ ['--module' as string]: moduleColour(id, modules) }}
    >
      {moduleName(id, modules)}
    </span>
  )
  return id === TRANSFER || id === UNASSIGNED ? (
    tag
  ) : (
    <Link href={path.module(base, id)} prefetch={false}>
      {tag}
    </Link>
  )
}

const policyWords: Record<Policy, string> = {
  storage: 'Storage keys only',
  accounts: 'All keys; credits to a balance commute with each other',
  strict: 'All keys; a credit is a read and a write',
}

/** The policy that a parallelism figure was computed under. No such figure is shown without one. */
export function PolicyTag({ policy }: { policy: Policy }) {
  return (
    <span className="tag" title={policyWords[policy]}>
      policy <b>{policy}</b>
    </span>
  )
}

/** How the access sets behind a figure were obtained; what is not exact has a verdict's look. */
export function SourceTag({ source }: { source: Source }) {
  return (
    <span className="tag">
      source{' '}
      {source === 'traced' ? (
        <b title="Exact: from traces of every transaction">traced</b>
      ) : (
        <Verdict
          kind={source === 'estimated' ? 'estimated' : 'lower bound'}
          word={source === 'estimated' ? source : 'access list, a lower bound'}
          reason={
            source === 'estimated'
              ? 'From addresses and logs alone: the node offers no traces'
              : 'From the block access list, which has no reads by transaction: conflicts and paths are lower bounds, speedup bounds upper ones'
          }
        />
      )}
    </span>
  )
}
