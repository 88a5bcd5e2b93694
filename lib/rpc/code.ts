import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { Hex } from '@/lib/chain/types'
import type { TraceResult } from '@/lib/rpc/traces'

/** How the accounts of traces tell that they have code. */
export interface CodeShown {
  code: boolean
  codeHash: boolean
}

const CODE = /^0x(?:[0-9a-fA-F]{2})+$/
/** An EIP-7702 delegation, the longest code that says something by itself, is 23 bytes long. */
const LONGEST_KEPT = 2 + 2 * 23

/**
 * Puts the hash of code in the place of code in prestate traces, so that no code stays in memory, and tells what there
 * was of either. Changes the results; what is no code is left for the parser to refuse.
 */
export function replaceCode(results: readonly TraceResult[]): CodeShown {
  const shown: CodeShown = { code: false, codeHash: false }
  const hashes = new Map<string, Hex>()
  for (const account of results.flatMap(({ result }) => accountsOf(result))) {
    const { code, codeHash } = account
    if (typeof codeHash === 'string') shown.codeHash = true
    if (typeof code !== 'string' || !CODE.test(code)) continue
    shown.code = true
    if (code.length <= LONGEST_KEPT) continue
    account.codeHash ??= hashOf(code, hashes)
    delete account.code
  }
  return shown
}

/**
 * Hashes of the code of all accounts in plain prestate traces, by lower-case address, as replaceCode has left them. An
 * account's code at its first appearance counts: that of before the block.
 */
export function codeHashes(results: readonly TraceResult[]): Map<Hex, Hex> {
  const found = new Map<Hex, Hex>()
  const hashed = new Map<string, Hex>()
  for (const { result } of results) {
    if (!isRecord(result)) continue
    for (const [name, account] of Object.entries(result)) {
      const address: Hex = `0x${name.slice(2).toLowerCase()}`
      if (found.has(address) || !isRecord(account)) continue
      const { code, codeHash } = account
      if (typeof codeHash === 'string') found.set(address, `0x${codeHash.slice(2).toLowerCase()}`)
      else if (typeof code === 'string' && CODE.test(code)) found.set(address, hashOf(code, hashed))
    }
  }
  return found
}

/** Accounts of a plain trace, or of both sides of a diff. */
function accountsOf(result: unknown): Record<string, unknown>[] {
  if (!isRecord(result)) return []
  const states = 'pre' in result || 'post' in result ? [result.pre, result.post] : [result]
  return states.filter(isRecord).flatMap((state) => Object.values(state).filter(isRecord))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hashOf(code: string, hashes: Map<string, Hex>): Hex {
  const known = hashes.get(code)
  if (known !== undefined) return known
  const hash = toHex(keccak256(toBytes(`0x${code.slice(2)}`)))
  hashes.set(code, hash)
  return hash
}
