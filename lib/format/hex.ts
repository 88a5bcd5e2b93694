import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** A hash or an address cut to its ends: "0x12345678…9abcdef0". What is short stays whole. */
export function shorten(hex: string, head = 6, tail = 4): string {
  return hex.length <= 2 + head + tail + 1 ? hex : `${hex.slice(0, 2 + head)}…${hex.slice(-tail)}`
}

/** A text with the addresses and hashes inside it cut to their ends: "balances[0x2279b7…ebe6]". */
export function shortenWithin(text: string): string {
  return text.replace(/0x[0-9a-f]{40,}/gi, (hex) => shorten(hex))
}

const checksums = new Map<string, string>()

/** An address (0x and 40 hex digits, any case) with its EIP-55 checksum. */
export function checksum(address: string): string {
  const plain = address.toLowerCase().slice(2)
  const known = checksums.get(plain)
  if (known) return known
  const hash = bytesToHex(keccak_256(utf8ToBytes(plain)))
  let mixed = '0x'
  for (const [i, letter] of [...plain].entries()) {
    mixed += Number.parseInt(hash.charAt(i), 16) >= 8 ? letter.toUpperCase() : letter
  }
  if (checksums.size > 20_000) checksums.clear()
  checksums.set(plain, mixed)
  return mixed
}
