import { checksum, shorten } from '@/lib/format/hex'
import { TRANSFER, UNASSIGNED } from '../types'
import type { Heat } from './co-access'
import { type Earlier, type Match, matchCommunities } from './stable-ids'

/** What a suggested module is called. */
export interface SuggestedName {
  /** short name for paths and files: letters and digits with single hyphens */
  id: string
  /** by its hottest contract */
  name: string
  /** the earlier module that it goes on, whose id it has; undefined for a new one */
  match: Match | undefined
}

export interface NamingInput {
  /** members of each module, hottest first */
  modules: readonly (readonly Heat[])[]
  /** what contracts are called, by lower-case address */
  labelOf: (contract: string) => string | undefined
  /** modules of before, in the order in which they may pass on their ids: each list is asked for what the one before left */
  earlier: readonly (readonly Earlier[])[]
  /** ids that are not to be had */
  taken: Iterable<string>
}

const LONGEST_ID = 32

/**
 * Names for suggested modules. An id stays with the members: a module that goes on an earlier one keeps its id, another gets a
 * new one from the label or the address of its hottest contract.
 */
export function nameModules({ modules, labelOf, earlier, taken }: NamingInput): SuggestedName[] {
  const used = new Set<string>([UNASSIGNED, TRANSFER, ...taken])
  const matches: (Match | undefined)[] = modules.map(() => undefined)
  for (const before of earlier) {
    const open = modules.flatMap((_, at) => (matches[at] === undefined ? [at] : []))
    const free = before.filter(({ id }) => !used.has(id))
    const members = open.map((at) => (modules[at] ?? []).map(({ contract }) => contract))
    for (const [place, match] of matchCommunities(free, members).entries()) {
      const at = open[place]
      if (match === undefined || at === undefined || used.has(match.id)) continue
      matches[at] = match
      used.add(match.id)
    }
  }
  return modules.map((members, at) => {
    const hottest = members[0]?.contract ?? ''
    const label = labelOf(hottest)
    const match = matches[at]
    const others = members.length - 1
    const name = `${label ?? shorten(checksum(hottest))}${others === 0 ? '' : ` and ${others} more`}`
    if (match !== undefined) return { id: match.id, name, match }
    const id = freeId(slug(label) ?? `at-${hottest.slice(2, 10)}`, used)
    used.add(id)
    return { id, name, match }
  })
}

function slug(label: string | undefined): string | undefined {
  const words = (label ?? '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, LONGEST_ID - 4)
    .replace(/-$/, '')
  return words === '' ? undefined : words
}

function freeId(wanted: string, used: ReadonlySet<string>): string {
  if (!used.has(wanted)) return wanted
  for (let number = 2; ; number++) if (!used.has(`${wanted}-${number}`)) return `${wanted}-${number}`
}
