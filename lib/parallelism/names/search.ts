import { type Carried, SMALL_INTEGERS } from './candidates'
import type { Hasher, Work } from './hasher'
import { fits, type KeyType, shown, shownText } from './key-types'
import {
  type Layout,
  type MappingScheme,
  type MappingType,
  slotsOf,
  type Variable,
  type VariableType,
} from './layout-types'
import { nameInPlace, nameOf, nameOfElement } from './paths'
import { distance, numberOf, type Word, wordOf } from './words'

/** A list or string is taken to have at most this many slots. */
const LONGEST_LIST = 1n << 32n
/** Mappings within mappings, at most. */
const DEEPEST = 3
/** Elements of a list, or places of an array, whose own mappings are searched. */
const SEARCHED_ELEMENTS = 16n
/** Keys tried of a mapping that the search ends in. */
const LAST_KEYS = 320
/** Keys tried of a mapping that others lie within. */
const OUTER_KEYS = 40

/** What a search for a slot's name goes by. */
export interface SearchContext {
  carried: Carried
  hasher: Hasher
  work: Work
}

interface Target extends SearchContext {
  slot: Word
  /** how many mappings deep this pass goes */
  deepest: number
}

interface Key {
  /** what is hashed: a word, or the bytes of a text */
  digits: string
  shown: string
}

/**
 * The name of a slot by a layout: in place, or behind the hashes of keys that the transactions carry. Undefined
 * where none of them leads to it, or the work allowed is done.
 */
export function findName(layout: Layout, slot: Word, context: SearchContext): string | undefined {
  const inPlace = nameInPlace(layout.variables, numberOf(slot), '')
  if (inPlace !== undefined) return inPlace
  const depth = Math.min(DEEPEST, Math.max(0, ...layout.variables.map(({ type }) => depthOf(type, DEEPEST))))
  // What lies near first: an outer mapping must not use up the work before its neighbours had their turn.
  for (let deepest = 0; deepest <= depth; deepest++) {
    const found = findAmong(layout.variables, 0n, '', { ...context, slot, deepest }, 0)
    if (found !== undefined) return found
  }
  return undefined
}

function findAmong(
  variables: readonly Variable[],
  base: bigint,
  prefix: string,
  target: Target,
  depth: number,
): string | undefined {
  for (const { label, slot, type } of variables) {
    const found = findBehind(type, base + slot, prefix + label, target, depth)
    if (found !== undefined) return found
  }
  return undefined
}

/** The name of the slot if it lies behind a hash of a variable that begins at `at`. */
function findBehind(
  type: VariableType,
  at: bigint,
  path: string,
  target: Target,
  depth: number,
): string | undefined {
  switch (type.kind) {
    case 'struct':
      return findAmong(type.members, at, `${path}.`, target, depth)
    case 'array':
      return findInElements(type.element, at, type.slots, path, target, depth)
    case 'bytes':
    case 'list': {
      if (!target.work.take()) return undefined
      const start = target.hasher.hash(wordOf(at))
      const offset = distance(start, target.slot, LONGEST_LIST)
      if (type.kind === 'bytes') {
        return offset === undefined ? undefined : `${path}[${offset * 32n}..${offset * 32n + 31n}]`
      }
      if (offset !== undefined) return nameOfElement(type.element(), offset, path)
      return findInElements(type.element(), numberOf(start), LONGEST_LIST, path, target, depth)
    }
    case 'mapping':
      return findInMapping(type, at, path, target, depth)
    default:
      return undefined
  }
}

function findInElements(
  element: VariableType,
  at: bigint,
  slots: bigint,
  path: string,
  target: Target,
  depth: number,
): string | undefined {
  if (!hasHashed(element)) return undefined
  const size = slotsOf(element)
  for (let i = 0n; i < SEARCHED_ELEMENTS && (i + 1n) * size <= slots; i++) {
    const found = findBehind(element, at + i * size, `${path}[${i}]`, target, depth)
    if (found !== undefined) return found
  }
  return undefined
}

function findInMapping(
  { key: type, value, scheme }: MappingType,
  at: bigint,
  path: string,
  target: Target,
  depth: number,
): string | undefined {
  if (depth >= target.deepest) return undefined
  const inner = value()
  const goesOn = hasHashed(inner) && (depth + 1 < target.deepest || depthOf(inner, 1) === 0)
  if (!goesOn && inner.kind === 'mapping') return undefined
  const size = slotsOf(inner)
  const base = wordOf(at)
  const keys = keysFor(type, target.carried, inner.kind === 'mapping' ? OUTER_KEYS : LAST_KEYS)
  const starts: [Key, Word][] = []
  for (const key of keys) {
    if (!target.work.take()) break
    const start = target.hasher.hash(preimage(key.digits, base, scheme))
    const offset = inner.kind === 'mapping' ? undefined : distance(start, target.slot, size)
    if (offset !== undefined) return nameOf(inner, offset, `${path}[${key.shown}]`)
    if (goesOn && starts.length < OUTER_KEYS) starts.push([key, start])
  }
  for (const [key, start] of starts) {
    const found = findBehind(inner, numberOf(start), `${path}[${key.shown}]`, target, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function preimage(key: string, base: Word, scheme: MappingScheme): string {
  if (scheme === 'vyper') return base + key
  return scheme === 'solady' ? key.slice(24) + base.slice(40) : key + base
}

function keysFor(type: KeyType, { words, texts }: Carried, most: number): Key[] {
  if (type.kind === 'text') return texts.map((digits) => ({ digits, shown: shownText(digits) }))
  const fitting = words.filter((word) => fits(type, word)).slice(0, most)
  const known = new Set(fitting)
  const isNumber = type.kind === 'uint' || type.kind === 'int' || type.kind === 'bool'
  const further = isNumber ? SMALL_INTEGERS.filter((word) => !known.has(word) && fits(type, word)) : []
  return [...fitting, ...further].map((word) => ({ digits: word, shown: shown(type, word) }))
}

/** How many mappings deep a type goes, counted no further than `most`. */
function depthOf(type: VariableType, most: number): number {
  if (most === 0) return 0
  switch (type.kind) {
    case 'struct':
      return Math.max(0, ...type.members.map((member) => depthOf(member.type, most)))
    case 'array':
      return depthOf(type.element, most)
    case 'list':
      return hasHashed(type.element()) ? depthOf(type.element(), most) : 0
    case 'mapping':
      return 1 + depthOf(type.value(), most - 1)
    default:
      return 0
  }
}

/** Whether a variable of this type has parts that lie behind hashes. */
function hasHashed(type: VariableType): boolean {
  if (type.kind === 'struct') return type.members.some((member) => hasHashed(member.type))
  if (type.kind === 'array') return hasHashed(type.element)
  return type.kind === 'mapping' || type.kind === 'list' || type.kind === 'bytes'
}
