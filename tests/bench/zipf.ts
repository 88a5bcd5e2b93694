import { balanceKey, nonceKey, storageKey } from '@/lib/parallelism/keys'
import type { AccessSet, ModuleOf, TransactionCost } from '@/lib/parallelism/types'

const MODULES = 12
const CONTRACTS = 2_000
const CONTRACTS_PER_TRANSACTION = 6
const KEYS_PER_TRANSACTION = 40
/** one in so many of the slots that a transaction reads is written too */
const WRITTEN_ONE_IN = 5

export interface SyntheticBlock {
  access: AccessSet[]
  costs: TransactionCost[]
  moduleOf: ModuleOf
}

/**
 * A block whose transactions each touch 40 keys: nonce and balance of a sender of their own, and 38 slots of six
 * contracts, contracts and slots each drawn by Zipf's law with exponent 1, so that the hottest slot is touched by
 * most transactions and most slots by one. The same seed gives the same block.
 * A key is one string wherever it occurs, as in access sets from traces; with `ownStrings` each transaction has its
 * own copy of every string, which is the worst case for numbering them.
 */
export function zipfBlock(transactions: number, seed: number, ownStrings = false): SyntheticBlock {
  const random = generator(seed)
  const zipf = (count: number) => Math.floor((count + 1) ** random()) - 1
  const pool = new Map<string, string>()
  const string = (text: string): string => {
    if (ownStrings) return flat(text)
    const known = pool.get(text)
    if (known !== undefined) return known
    const made = flat(text)
    pool.set(made, made)
    return made
  }
  const contractNames = Array.from({ length: CONTRACTS }, (_, contract) => word(contract, 20))
  const moduleOfContract = new Map<string, string>()
  contractNames.forEach((name, contract) => {
    const module = contract % (MODULES + 3)
    if (module < MODULES) moduleOfContract.set(name, `module-${module}`)
  })
  const slotNames: string[] = []
  const slotName = (slot: number): string => {
    slotNames[slot] ??= word(slot, 32)
    return slotNames[slot]
  }
  const access: AccessSet[] = []
  const costs: TransactionCost[] = []
  for (let i = 0; i < transactions; i++) {
    const sender = word(CONTRACTS + i, 20)
    const own = [string(nonceKey(sender)), string(balanceKey(sender))]
    const chosen = new Set<number>()
    while (chosen.size < CONTRACTS_PER_TRANSACTION) chosen.add(zipf(CONTRACTS))
    const contracts = [...chosen].map((contract) => string(contractNames[contract] ?? ''))
    const slots = new Set<string>()
    while (slots.size < KEYS_PER_TRANSACTION - own.length) {
      const contract = contracts[Math.floor(random() * contracts.length)] ?? ''
      slots.add(storageKey(contract, slotName(zipf(transactions))))
    }
    const storage = [...slots].map(string)
    const written = storage.filter((_, place) => place % WRITTEN_ONE_IN === 0)
    const readOnly = storage.filter((_, place) => place % WRITTEN_ONE_IN !== 0)
    const paid = word(CONTRACTS + Math.floor(random() * transactions), 20)
    access.push({
      reads: [...own, ...written, ...readOnly],
      writes: [...own, ...written],
      credits: random() < 0.3 && paid !== sender ? [string(balanceKey(paid))] : [],
      contracts,
    })
    costs.push({ gas: BigInt(21_000 + Math.floor(random() * 400_000)), target: contracts[0] })
  }
  return { access, costs, moduleOf: (contract) => moduleOfContract.get(contract) }
}

/** The text as one flat string of its own. */
const flat = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')

/** `value` scrambled into `bytes` bytes of hex, as hashed slots and addresses are. */
function word(value: number, bytes: number): string {
  let digits = ''
  for (let part = 0; digits.length < bytes * 2; part++) {
    let x = Math.imul(value + 1, 0x9e3779b1) ^ Math.imul(part + 1, 0x85ebca6b)
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
    digits += ((x ^ (x >>> 16)) >>> 0).toString(16).padStart(8, '0')
  }
  return `0x${digits.slice(0, bytes * 2)}`
}

/** xorshift32: numbers from 0 to 1 that depend on the seed alone. */
function generator(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
