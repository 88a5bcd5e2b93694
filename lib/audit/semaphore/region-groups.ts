import { Integers } from '../compact/integers'
import { WordNumbers } from '../compact/word-numbers'
import { readInteger, WORD, writeInteger } from '../compact/words'
import type { MembershipChange } from '../facts'
import { LeanTree, leanRoot } from './lean-imt'

/** The root of a group's tree over its leaves, in their order. Whoever has more cores passes one that uses them. */
export type RootOf = (leaves: Iterable<bigint>, region: number) => bigint

/** Place of somebody who is not in the group, and person of a leaf that is nobody's any more. */
const NONE = -1

/** The regions' Semaphore groups, replayed from the membership changes; some 65 bytes a person. */
export class RegionGroups {
  private readonly byRegion = new Map<number, RegionGroup>()

  constructor(private readonly rootOf: RootOf = leanRoot) {}

  /** A change, in chain order. */
  take({ region, commitment, added }: MembershipChange): void {
    let group = this.byRegion.get(region)
    if (group === undefined) {
      group = new RegionGroup(region, this.rootOf)
      this.byRegion.set(region, group)
    }
    group.take(commitment, added)
  }

  /** The group of a region; undefined where nobody was ever added or removed. */
  group(region: number): RegionGroup | undefined {
    return this.byRegion.get(region)
  }

  /** Everybody who was ever in one of the groups and is not any more. */
  get removed(): number {
    return [...this.byRegion.values()].reduce((sum, group) => sum + group.removed, 0)
  }
}

/** Of the members at an earlier root, those who were removed since. */
export interface RemovedSince {
  count: number
  /** commitment of the first */
  first: bigint
}

/** A region's group. A new member's leaf comes after the last; a removed one's becomes 0. What no group could do changes nothing. */
export class RegionGroup {
  /** everybody who was ever told of */
  private readonly people = new WordNumbers()
  /** by person */
  private readonly places = new Integers()
  /** by place */
  private readonly leaves = new Integers()
  /** person, or ~person where it was a removal */
  private readonly changes = new Integers()
  private known: bigint | undefined
  active = 0

  constructor(
    private readonly region: number,
    private readonly rootOf: RootOf,
  ) {}

  get removed(): number {
    return this.people.length - this.active
  }

  /** Root of the tree; 0 where nobody is a member. */
  get root(): bigint {
    this.known ??= this.active === 0 ? 0n : this.rootOf(this.leafValues(), this.region)
    return this.known
  }

  take(commitment: bigint, added: boolean): void {
    this.known = undefined
    const person = this.personOf(commitment)
    this.changes.push(added ? person : ~person)
    const place = this.places.at(person)
    if (added === (place !== NONE)) return
    if (added) {
      this.places.set(person, this.leaves.length)
      this.leaves.push(person)
      this.active++
    } else {
      this.places.set(person, NONE)
      this.leaves.set(place, NONE)
      this.active--
    }
  }

  /** Those of the wanted roots that the group had after one of its changes while somebody was in it who is not any more. */
  earlierRoots(wanted: ReadonlySet<bigint>): Map<bigint, RemovedSince> {
    const found = new Map<bigint, RemovedSince>()
    const tree = new LeanTree()
    const then: number[] = []
    const places = new Map<number, number>()
    for (const change of this.changes) {
      const person = change < 0 ? ~change : change
      const place = places.get(person)
      if (change >= 0 && place === undefined) {
        places.set(person, then.length)
        tree.set(then.length, this.commitmentOf(person))
        then.push(person)
      } else if (change < 0 && place !== undefined) {
        places.delete(person)
        then[place] = NONE
        tree.set(place, 0n)
      }
      const { root } = tree
      if (!wanted.has(root)) continue
      const removed = then.filter((member) => member !== NONE && this.places.at(member) === NONE)
      const [first] = removed
      if (first !== undefined) found.set(root, { count: removed.length, first: this.commitmentOf(first) })
    }
    return found
  }

  private personOf(commitment: bigint): number {
    writeInteger(scratch, 0, commitment)
    const person = this.people.numberOf(scratchBytes)
    if (person === this.places.length) this.places.push(NONE)
    return person
  }

  private commitmentOf(person: number): bigint {
    this.people.words.copy(person, scratchBytes)
    return readInteger(scratch, 0)
  }

  private *leafValues(): Generator<bigint> {
    for (const person of this.leaves) yield person === NONE ? 0n : this.commitmentOf(person)
  }
}

const scratchBytes = new Uint8Array(WORD)
const scratch = new DataView(scratchBytes.buffer)
