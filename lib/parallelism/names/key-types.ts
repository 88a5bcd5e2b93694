import { numberOf, type Word } from './words'

/** Type of a mapping's key. `unknown` takes any word, and shows it as what it looks like. */
export type KeyType =
  | { kind: 'address' | 'bool' | 'text' | 'unknown' }
  | { kind: 'uint' | 'int' | 'fixed bytes'; bytes: number }

const ZERO = '0'.repeat(64)
/** Below, a word is rather a number than an address. */
const SMALLEST_ADDRESS = 1n << 64n
const SMALLEST_HEX = 1n << 96n

/** Whether a word can be a key of this type. */
export function fits(type: KeyType, word: Word): boolean {
  switch (type.kind) {
    case 'unknown':
      return true
    case 'text':
      return false
    case 'bool':
      return word === ZERO || word === `${'0'.repeat(63)}1`
    case 'address':
      return word.startsWith('0'.repeat(24)) && (word === ZERO || numberOf(word) >= SMALLEST_ADDRESS)
    case 'uint':
      return word.startsWith('0'.repeat(64 - 2 * type.bytes))
    case 'int': {
      const value = BigInt.asIntN(256, numberOf(word))
      return BigInt.asIntN(8 * type.bytes, value) === value
    }
    case 'fixed bytes':
      return word.endsWith('0'.repeat(64 - 2 * type.bytes))
  }
}

/** A key as it stands between the brackets of a name. */
export function shown(type: KeyType, word: Word): string {
  switch (type.kind) {
    case 'address':
      return `0x${word.slice(24)}`
    case 'bool':
      return word === ZERO ? 'false' : 'true'
    case 'uint':
      return shownNumber(numberOf(word))
    case 'int':
      return String(BigInt.asIntN(256, numberOf(word)))
    case 'fixed bytes':
      return quoted(word) ?? `0x${word.slice(0, 2 * type.bytes)}`
    default:
      return shownWord(word)
  }
}

/** The text of a string key, or its bytes where it has other characters than printable ASCII. */
export function shownText(digits: string): string {
  const text = ascii(digits)
  return text === undefined ? `0x${digits}` : JSON.stringify(text)
}

function shownWord(word: Word): string {
  const value = numberOf(word)
  if (value < SMALLEST_ADDRESS) return String(value)
  if (value >> 160n === 0n) return `0x${word.slice(24)}`
  return quoted(word) ?? `0x${word}`
}

function shownNumber(value: bigint): string {
  return value < SMALLEST_HEX ? String(value) : `0x${value.toString(16)}`
}

/** Short ASCII text, left-aligned in the word, in quotes. */
function quoted(word: Word): string | undefined {
  const digits = word.replace(/(00)+$/, '')
  const text = digits.length >= 4 && digits.length <= 62 ? ascii(digits) : undefined
  return text && JSON.stringify(text)
}

function ascii(digits: string): string | undefined {
  if (digits.length % 2 === 1) return undefined
  let text = ''
  for (let i = 0; i < digits.length; i += 2) {
    const code = Number.parseInt(digits.slice(i, i + 2), 16)
    if (code < 0x20 || code > 0x7e) return undefined
    text += String.fromCharCode(code)
  }
  return text
}
