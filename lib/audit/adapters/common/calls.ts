import type { Hex } from '../../types'

/**
 * Calls of one function in a transaction's input: the call itself, or calls that stand within it, as a wallet or a relayer of
 * several wraps them.
 * @param selector the four bytes of the function
 * @param decode throws where what follows the four bytes is no such call
 */
export function callsWithin<Call>(input: Hex, selector: Hex, decode: (data: Hex) => Call): Call[] {
  const sought = selector.slice(2)
  const found: Call[] = []
  for (let at = input.indexOf(sought, 2); at >= 0; at = input.indexOf(sought, at + 1)) {
    if (at % 2 !== 0) continue
    try {
      found.push(decode(`0x${input.slice(at)}`))
    } catch {
      // The four bytes stand there by chance.
    }
  }
  return found
}
