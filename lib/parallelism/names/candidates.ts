import { addressOfKey } from '../keys'
import type { AccessSet } from '../types'
import { type Word, wordOf, wordOfHex } from './words'

/** What a transaction shows of the keys that it may have used. Hex in any case. */
export interface NamingTransaction {
  from: string
  to: string | null
  /** contract that a creation made */
  created?: string | null
  input: string
  logs: readonly { address: string; topics: readonly string[]; data: string }[]
}

const MOST_WORDS = 400
const CALL_WORDS = 160
const LOG_WORDS = 24
const TEXTS = 16
const LONGEST_TEXT = 128
/** Words of a creation's input that may be arguments: they stand at its end. */
const CREATION_WORDS = 24

/** Words and texts of a transaction that may be keys of a mapping, likelier ones first. */
export interface Carried {
  words: readonly Word[]
  /** byte strings, as hex digits */
  texts: readonly string[]
}

/** Sender, target, topics, calldata, data of events, and every address that the transaction touched. */
export function carriedBy(transaction: NamingTransaction, access: AccessSet): Carried {
  const words = new Set<Word>()
  const add = (word: Word) => {
    if (words.size < MOST_WORDS) words.add(word)
  }
  const { from, to, created, logs } = transaction
  add(wordOfHex(from))
  if (to !== null) add(wordOfHex(to))
  if (created !== undefined && created !== null) add(wordOfHex(created))
  for (const { address, topics } of logs) {
    add(wordOfHex(address))
    for (const topic of topics.slice(1)) add(wordOfHex(topic))
  }
  const input = transaction.input.slice(2).toLowerCase()
  const called =
    to === null ? wordsIn(input.slice(-64 * CREATION_WORDS), 0, CREATION_WORDS) : callWords(input)
  for (const word of called) add(word)
  for (const { data } of logs)
    for (const word of wordsIn(data.slice(2).toLowerCase(), 0, LOG_WORDS)) add(word)
  for (const contract of access.contracts) add(wordOfHex(contract))
  for (const key of access.reads) add(wordOfHex(addressOfKey(key)))
  for (const key of access.credits) add(wordOfHex(addressOfKey(key)))
  return { words: [...words], texts: textsIn(wordsIn(input, to === null ? 0 : 8, CALL_WORDS)) }
}

/** The words of calldata, and those of calls packed in it, which begin four bytes later. */
function callWords(input: string): Word[] {
  const plain = wordsIn(input, 8, CALL_WORDS)
  return plain.length < 5 ? plain : [...plain, ...wordsIn(input, 16, CALL_WORDS).filter(looksLikeKey)]
}

const looksLikeKey = (word: Word) => word.startsWith('0'.repeat(24)) && /[1-9a-f]/.test(word)

function wordsIn(digits: string, start: number, most: number): Word[] {
  const words: Word[] = []
  for (let at = start; at + 64 <= digits.length && words.length < most; at += 64) {
    words.push(digits.slice(at, at + 64))
  }
  return words
}

/** Byte strings as the ABI writes them: a length, then the bytes, filled with zeros to the next word. */
function textsIn(words: readonly Word[]): string[] {
  const texts = new Set<string>()
  for (const [at, word] of words.entries()) {
    const length = word.startsWith('0'.repeat(56)) ? Number.parseInt(word.slice(56), 16) : 0
    if (length === 0 || length > LONGEST_TEXT || texts.size === TEXTS) continue
    const body = words.slice(at + 1, at + 1 + Math.ceil(length / 32)).join('')
    if (body.length >= 2 * length && /^0*$/.test(body.slice(2 * length))) texts.add(body.slice(0, 2 * length))
  }
  return [...texts]
}

/** More of the transactions that touch a slot than this say nothing new about its key. */
export const MOST_TOUCHERS = 16

/** What several transactions carry, that which most of them carry first. */
export function ranked(carried: readonly Carried[]): Carried {
  return {
    words: byCount(carried.map(({ words }) => words)),
    texts: byCount(carried.map(({ texts }) => texts)),
  }
}

function byCount(lists: readonly (readonly string[])[]): string[] {
  const count = new Map<string, number>()
  for (const list of lists) for (const item of list) count.set(item, (count.get(item) ?? 0) + 1)
  return [...count.entries()].sort(([, a], [, b]) => b - a).map(([item]) => item)
}

/** Small integers (and false and true), which are keys without any transaction naming them. */
export const SMALL_INTEGERS: readonly Word[] = Array.from({ length: 33 }, (_, value) => wordOf(BigInt(value)))
