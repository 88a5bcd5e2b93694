import { PERSONS } from '../accounts'
import { REGIONS, SMALLEST_ANONYMITY_SET } from '../regions'
import { createRandom, type Random } from '../workload/random'
import { firstMembers, type Member } from './members'

/** A person entering a region's group, or leaving it. */
export type Change = { kind: 'add' | 'remove'; member: Member }

/** The groups by region: the leaves of each tree in order, undefined where a member was removed. */
export type Groups = ReadonlyMap<number, readonly (Member | undefined)[]>

type Registry = {
  groups: Map<number, (Member | undefined)[]>
  /** Those who left, the first to leave first. */
  former: Member[]
  /** Persons who were never registered. */
  strangers: number[]
}

const CHANGES_AN_EPOCH = 4
/** Regions are not emptied below this: they stay open whatever leaves in an epoch. */
const FEWEST_MEMBERS = Number(SMALLEST_ANONYMITY_SET) + 4

const openRegions = REGIONS.filter(({ members }) => members >= FEWEST_MEMBERS).map(({ region }) => region)

/** Those who are in the group. */
export function activeIn(groups: Groups, region: number): Member[] {
  return (groups.get(region) ?? []).filter((member) => member !== undefined)
}

function firstRegistry(): Registry {
  const groups = new Map<number, (Member | undefined)[]>()
  for (const member of firstMembers()) {
    groups.set(member.region, [...(groups.get(member.region) ?? []), member])
  }
  const registered = new Set(firstMembers().map(({ person }) => person))
  return { groups, former: [], strangers: PERSONS.filter((person) => !registered.has(person)) }
}

function leaving(registry: Registry, random: Random): Change | undefined {
  const region = random.pick(openRegions)
  const active = activeIn(registry.groups, region)
  if (active.length <= FEWEST_MEMBERS) return undefined
  return { kind: 'remove', member: random.pick(active) }
}

function entering(registry: Registry, random: Random): Change | undefined {
  if (random.oneIn(2) || registry.former.length < CHANGES_AN_EPOCH) {
    const person = registry.strangers.shift()
    if (person !== undefined)
      return { kind: 'add', member: { person, region: random.pick(openRegions), generation: 0 } }
  }
  const former = registry.former.shift()
  return former && { kind: 'add', member: { ...former, generation: former.generation + 1 } }
}

function carryOut({ groups, former }: Registry, { kind, member }: Change): void {
  const leaves = groups.get(member.region) ?? []
  if (kind === 'add') {
    groups.set(member.region, [...leaves, member])
  } else {
    former.push(member)
    groups.set(
      member.region,
      leaves.map((leaf) => (leaf === member ? undefined : leaf)),
    )
  }
}

const registry = firstRegistry()
const history: { changes: Change[]; groups: Groups }[] = [{ changes: [], groups: new Map(registry.groups) }]

function historyUpTo(epoch: number): { changes: Change[]; groups: Groups } {
  for (let next = history.length + 1; next <= epoch; next++) {
    const random = createRandom(`parascope/groups/${next}`)
    const changes: Change[] = []
    for (let i = 0; i < CHANGES_AN_EPOCH; i++) {
      const change = i % 2 === 0 ? leaving(registry, random) : entering(registry, random)
      if (change === undefined) continue
      carryOut(registry, change)
      changes.push(change)
    }
    history.push({ changes, groups: new Map(registry.groups) })
  }
  const found = history[epoch - 1]
  if (found === undefined) throw new Error('Epochs count from 1.')
  return found
}

/**
 * The groups at the opening of an epoch (from 1). They follow from its number alone, whatever the seed and however long
 * epochs are, so that proofs can be made before an epoch opens.
 */
export function groupsAt(epoch: number): Groups {
  return historyUpTo(epoch).groups
}

/** What the registrar changes between the opening of the epoch before and the opening of this one, in order. */
export function changesBefore(epoch: number): readonly Change[] {
  return historyUpTo(epoch).changes
}

/** Who claims in an epoch, in the order in which their proofs are made: members of the regions that open. */
export function claimantsIn(epoch: number): Member[] {
  const groups = groupsAt(epoch)
  const random = createRandom(`parascope/claimants/${epoch}`)
  const left = REGIONS.map(({ region }) => activeIn(groups, region))
    .filter(({ length }) => length >= Number(SMALLEST_ANONYMITY_SET))
    .flat()
  const order: Member[] = []
  while (left.length > 0) order.push(...left.splice(random.below(left.length), 1))
  return order
}
