import { toBytes } from '@/lib/chain/bytes'
import { cleanText } from '@/lib/chain/text'
import type { Hex } from '@/lib/chain/types'

const LONGEST = 200
const ERROR_SELECTOR = '0x08c379a0'
const PANIC_SELECTOR = '0x4e487b71'

/** Solidity documentation, "Panic via assert and Error via require". */
const PANICS = new Map<bigint, string>([
  [0x00n, 'a panic of the compiler'],
  [0x01n, 'an assertion failed'],
  [0x11n, 'arithmetic overflow or underflow'],
  [0x12n, 'division by zero'],
  [0x21n, 'a value outside its enum'],
  [0x22n, 'a storage byte array that is wrongly encoded'],
  [0x31n, 'pop of an empty array'],
  [0x32n, 'an index outside its array'],
  [0x41n, 'too much memory'],
  [0x51n, 'a call of an uninitialised function'],
])

/**
 * Why a call reverted, from the data that it returned: the text of Error(string), the meaning of Panic(uint256), or
 * the selector of a custom error.
 * @returns undefined where the data says nothing
 */
export function revertReason(output: Hex): string | undefined {
  if (output.length < 10) return undefined
  const selector = output.slice(0, 10)
  if (selector === ERROR_SELECTOR) return errorText(output) ?? 'Error(string) whose text cannot be read'
  if (selector === PANIC_SELECTOR && output.length === 74) {
    const code = BigInt(`0x${output.slice(10)}`)
    return `Panic 0x${code.toString(16).padStart(2, '0')}: ${PANICS.get(code) ?? 'unknown code'}`
  }
  return `custom error ${selector}`
}

function errorText(output: Hex): string | undefined {
  const body = output.slice(10)
  if (body.length < 128 || BigInt(`0x${body.slice(0, 64)}`) !== 32n) return undefined
  const length = BigInt(`0x${body.slice(64, 128)}`)
  if (length * 2n > BigInt(body.length - 128)) return undefined
  const bytes = toBytes(`0x${body.slice(128, 128 + Number(length) * 2)}`)
  return cleanText(new TextDecoder().decode(bytes), LONGEST)
}
