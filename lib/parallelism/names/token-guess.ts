import { storageKey } from '../keys'
import type { BlockView, EmittedLog } from './block-view'
import { ADDRESS, mapping, VALUE } from './build'
import { APPROVAL, DEPOSIT, TRANSFER, WITHDRAWAL } from './events'
import type { Hasher, Work } from './hasher'
import type { Layout, Variable } from './layout-types'
import { type Word, wordOf } from './words'

/** Where tokens keep their balances: from the first slots on, or behind the gaps of upgradeable contracts. */
const BASES: readonly bigint[] = [...Array.from({ length: 33 }, (_, slot) => BigInt(slot)), 51n, 101n, 151n]
const MOST_SAMPLES = 12
const ZERO = '0'.repeat(64)

/** Where the total supply lies, by the slots of balances and allowances: OpenZeppelin's old and new, USDT, DAI, Solmate, USDC. */
const SUPPLY: Readonly<Record<string, bigint>> = {
  '0,1': 2n,
  '0,2': 1n,
  '51,52': 53n,
  '2,5': 1n,
  '2,3': 1n,
  '3,4': 2n,
  '9,10': 11n,
}

interface Sample {
  transaction: number
  keys: readonly Word[]
}

/**
 * The layout of a token of which nothing is known but what it did in the block: who its events say gained or lost
 * tokens, and which slots those transactions wrote. Undefined where that fits no slot, or more than one as well.
 */
export function guessToken(address: string, view: BlockView, hasher: Hasher, work: Work): Layout | undefined {
  const logs = view.logsOf(address)
  const balances = bestBase(address, logs.flatMap(holders), view, hasher, work)
  const allowances = bestBase(address, logs.flatMap(approvals), view, hasher, work)
  const variables: Variable[] = []
  if (balances !== undefined)
    variables.push({ label: 'balances', slot: balances, type: mapping(ADDRESS, VALUE) })
  const nested = allowances ?? (balances === undefined || balances === 1n ? undefined : usual(balances))
  if (nested !== undefined) {
    variables.push({ label: 'allowances', slot: nested, type: mapping(ADDRESS, mapping(ADDRESS, VALUE)) })
  }
  const supply = SUPPLY[`${balances},${nested}`]
  if (supply !== undefined && isToken(logs))
    variables.push({ label: 'totalSupply', slot: supply, type: VALUE })
  return variables.length === 0 ? undefined : { variables }
}

/** Allowances mostly follow the balances; in old contracts the total supply lies between. */
function usual(balances: bigint): bigint | undefined {
  return balances === 0n || balances === 2n ? undefined : balances + 1n
}

const isToken = (logs: readonly EmittedLog[]) => logs.some(({ topics }) => topics[0] === TRANSFER)

function holders({ transaction, topics }: EmittedLog): Sample[] {
  const [event, first, second] = topics
  const named =
    event === TRANSFER && topics.length === 3
      ? [first, second]
      : event === DEPOSIT || event === WITHDRAWAL
        ? [first]
        : []
  const words = named.map((topic) => topic?.slice(2)).filter((word) => word !== undefined && word !== ZERO)
  return words.flatMap((word) => (word === undefined ? [] : [{ transaction, keys: [word] }]))
}

function approvals({ transaction, topics }: EmittedLog): Sample[] {
  const [event, owner, spender] = topics
  if (event !== APPROVAL || topics.length !== 3 || owner === undefined || spender === undefined) return []
  return [{ transaction, keys: [owner.slice(2), spender.slice(2)] }]
}

/** The slot whose values at the keys of the samples were written most often, if one alone was. */
function bestBase(
  address: string,
  samples: readonly Sample[],
  view: BlockView,
  hasher: Hasher,
  work: Work,
): bigint | undefined {
  const hits = new Map<bigint, number>()
  let bases = BASES
  for (const { transaction, keys } of distinct(samples).slice(0, MOST_SAMPLES)) {
    const writes = view.writesOf(transaction)
    for (const base of bases) {
      if (!work.take()) return undefined
      const slot = keys.reduce((start, key) => hasher.hash(key + start), wordOf(base))
      if (writes.has(storageKey(address, `0x${slot}`))) hits.set(base, (hits.get(base) ?? 0) + 1)
    }
    if (hits.size > 0) bases = [...hits.keys()]
  }
  const [best, second] = [...hits.entries()].sort(([, a], [, b]) => b - a)
  return best === undefined || second?.[1] === best[1] ? undefined : best[0]
}

function distinct(samples: readonly Sample[]): Sample[] {
  const seen = new Map(samples.map((sample) => [`${sample.transaction}:${sample.keys.join()}`, sample]))
  return [...seen.values()]
}
