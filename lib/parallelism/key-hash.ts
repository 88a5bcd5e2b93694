import { STORAGE_CODE } from './keys'

/** Characters that a string has at least for its hash to look at fixed places: from the head's eleven to the end's six. */
const SAMPLED_LENGTH = 17

/**
 * Puts the hashes of strings into `hashes`, from a place on. Most of the time that this takes is waiting for memory:
 * a first loop, so short that the processor waits for many strings at once, only fetches the end of each.
 * @returns how many of them are storage keys
 */
export function hashAll(names: readonly string[], hashes: Int32Array, from: number): number {
  const count = names.length
  for (let i = 0; i < count; i++) {
    const name = names[i] ?? ''
    hashes[from + i] = name.charCodeAt(name.length - 1)
  }
  let storage = 0
  for (let i = 0; i < count; i++) {
    const hash = sampledHash(names[i] ?? '')
    hashes[from + i] = hash
    storage += storageOf(hash)
  }
  return storage
}

/**
 * The hash of a string, or of a part of it, from the characters in which state keys differ: all 111 would take several times
 * as long. Slots of one contract differ at their end; addresses differ everywhere, but for leading zeros, and what is close
 * to the string's head is in the cache by then. Hex digits differ in their five low bits.
 * The hash is negative for storage keys and for no others, so that they can be told without their strings.
 */
export function sampledHash(text: string, from = 0, length = text.length): number {
  const sign = text.charCodeAt(from) === STORAGE_CODE ? 1 << 31 : 0
  return (length < SAMPLED_LENGTH ? shortHash(text, from, length) : longHash(text, from, length)) | sign
}

/** 1 for the hash of a storage key, else 0. */
export const storageOf = (hash: number): number => hash >>> 31

function longHash(text: string, from: number, length: number): number {
  const last = from + length - 1
  const end =
    (text.charCodeAt(last) & 31) |
    ((text.charCodeAt(last - 1) & 31) << 5) |
    ((text.charCodeAt(last - 2) & 31) << 10) |
    ((text.charCodeAt(last - 3) & 31) << 15) |
    ((text.charCodeAt(last - 4) & 31) << 20) |
    ((text.charCodeAt(last - 5) & 31) << 25)
  const head =
    (text.charCodeAt(from + 6) & 31) |
    ((text.charCodeAt(from + 7) & 31) << 5) |
    ((text.charCodeAt(from + 8) & 31) << 10) |
    ((text.charCodeAt(from + 9) & 31) << 15) |
    ((text.charCodeAt(from + 10) & 31) << 20) |
    ((text.charCodeAt(from) & 31) << 25)
  return mixed(Math.imul(end, 0x9e3779b1) ^ Math.imul(head ^ length ^ (head >>> 13), 0x85ebca6b))
}

function shortHash(text: string, from: number, length: number): number {
  let hash = length
  for (let i = from; i < from + length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mixed(hash)
}

/** Not negative: the highest bit is left to the sign. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (once ^ (once >>> 13)) & 0x7fffffff
}
