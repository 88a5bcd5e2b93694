import { ByteReader, ByteWriter } from './bytes'
import { balanceKey, codeKey, nonceKey, splitKey, storageKey } from './keys'
import type { AccessSet, StateKey } from './types'

/** Version of the packing, stored beside the data. */
export const ENCODING = 1

const STORAGE = 0
const MAKERS = [storageKey, nonceKey, balanceKey, codeKey] as const
const KINDS = { storage: STORAGE, nonce: 1, balance: 2, code: 3 } as const

/**
 * Packs access sets: each address and key is written out once, where it first occurs, and referred to after that by
 * how long ago it was first seen. Throws a RangeError on a key that is none.
 */
export function encodeAccess(access: readonly AccessSet[]): Uint8Array {
  const out = new ByteWriter()
  const addresses = new Map<string, number>()
  const keys = new Map<StateKey, number>()
  const writeAddress = (address: string) => {
    if (!/^0x[0-9a-f]{40}$/.test(address)) throw new RangeError(`"${address}" is no address`)
    if (refer(out, addresses, address)) out.hex(address.slice(2))
  }
  const writeKey = (key: StateKey) => {
    if (!refer(out, keys, key)) return
    const { kind, address, slot } = splitKey(key)
    const digits = slot === undefined ? '' : significant(slot)
    out.byte(kind === 'storage' ? 4 + digits.length / 2 : KINDS[kind])
    writeAddress(address)
    out.hex(digits)
  }
  out.byte(ENCODING)
  out.integer(access.length)
  for (const { reads, writes, credits, contracts } of access) {
    for (const list of [reads, writes, credits]) {
      out.integer(list.length)
      list.forEach(writeKey)
    }
    out.integer(contracts.length)
    contracts.forEach(writeAddress)
  }
  return out.finish()
}

/** What encodeAccess packed, every list in its order. Throws a RangeError on anything else. */
export function decodeAccess(data: Uint8Array): AccessSet[] {
  const input = new ByteReader(data)
  const version = input.byte()
  if (version !== ENCODING)
    throw new RangeError(`the packed access sets are of version ${version}, not ${ENCODING}`)
  const addresses: string[] = []
  const keys: StateKey[] = []
  const readAddress = () => referred(input, addresses, () => `0x${input.hex(20)}`)
  const readKey = () =>
    referred(input, keys, () => {
      const tag = input.byte()
      const make = MAKERS[tag >= 4 ? STORAGE : tag]
      if (make === undefined || tag > 36 || tag === STORAGE) throw new RangeError(`${tag} is no kind of key`)
      const address = readAddress()
      return make(address, `0x${(tag >= 4 ? input.hex(tag - 4) : '').padStart(64, '0')}`)
    })
  const list = (read: () => string) => {
    const out: string[] = []
    for (let left = input.count(); left > 0; left--) out.push(read())
    return out
  }
  const access: AccessSet[] = []
  for (let left = input.count(); left > 0; left--) {
    access.push({
      reads: list(readKey),
      writes: list(readKey),
      credits: list(readKey),
      contracts: list(readAddress),
    })
  }
  if (!input.done) throw new RangeError('the packed access sets are followed by something else')
  return access
}

/** Hex digits of a slot without its leading zero bytes. */
function significant(slot: string): string {
  const digits = slot.slice(2).replace(/^(?:00)+/, '')
  return digits
}

/** Writes 0 for a name not seen before, else its distance from the newest; true if the name is to follow. */
function refer(out: ByteWriter, known: Map<string, number>, name: string): boolean {
  const id = known.get(name)
  out.integer(id === undefined ? 0 : known.size - id)
  if (id !== undefined) return false
  known.set(name, known.size)
  return true
}

function referred(input: ByteReader, known: string[], read: () => string): string {
  const distance = input.integer()
  const name = distance === 0 ? read() : known[known.length - distance]
  if (name === undefined) throw new RangeError('the packed access sets refer to nothing')
  if (distance === 0) known.push(name)
  return name
}
