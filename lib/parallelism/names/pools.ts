import type { BlockView } from './block-view'
import { V2_SYNC, V3_SWAP } from './events'
import type { Hasher } from './hasher'
import { UNISWAP_V2_PAIR, UNISWAP_V3_POOL } from './known-contracts'
import type { Layout } from './layout-types'
import { wordOf } from './words'

interface Factory {
  /** hex digits of its address */
  address: string
  /** keccak-256 of the creation code of its pools */
  creationCode: string
}

const V2_FACTORIES: readonly Factory[] = [
  {
    // Uniswap
    address: '5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f',
    creationCode: '96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f',
  },
  {
    // SushiSwap
    address: 'c0aee478e3658e2610c5f7a4a2e1777ce9e4f2ac',
    creationCode: 'e18a34eb0e04b04f7a0ac29a6e80748dca96319b42c54d679cb821dca90c6303',
  },
]
const V3_FACTORY: Factory = {
  address: '1f98431c8ad98523631ae4a59f267346ea31f984',
  creationCode: 'e34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54',
}
/** Hundredths of a basis point. */
const V3_FEES = [100n, 500n, 3000n, 10000n]
const MOST_TOKENS = 10

/** The layout of a liquidity pool, and whether its address proves it. */
export interface Pool {
  layout: Layout
  certain: boolean
}

/**
 * A pool of Uniswap V2 or V3, told by its events. It is certain where its address is that which a known factory gives
 * to two of the contracts in the same transaction: the address then fixes the code (EIP-1014).
 */
export function findPool(address: string, view: BlockView, hasher: Hasher): Pool | undefined {
  const told = view.logsOf(address).find(({ topics }) => topics[0] === V2_SYNC || topics[0] === V3_SWAP)
  if (told === undefined) return undefined
  const isV2 = told.topics[0] === V2_SYNC
  const tokens = view.contractsIn(told.transaction).slice(0, MOST_TOKENS)
  const digits = tokens.map((token) => token.slice(2)).sort()
  const created = isV2 ? v2Addresses(digits, hasher) : v3Addresses(digits, hasher)
  for (const candidate of created) {
    if (candidate === address) return { layout: isV2 ? UNISWAP_V2_PAIR : UNISWAP_V3_POOL, certain: true }
  }
  return { layout: isV2 ? UNISWAP_V2_PAIR : UNISWAP_V3_POOL, certain: false }
}

function* v2Addresses(tokens: readonly string[], hasher: Hasher): Generator<string> {
  for (const [token0, token1] of pairs(tokens)) {
    for (const factory of V2_FACTORIES) yield create2(factory, hasher.hash(token0 + token1), hasher)
  }
}

function* v3Addresses(tokens: readonly string[], hasher: Hasher): Generator<string> {
  for (const [token0, token1] of pairs(tokens)) {
    const head = token0.padStart(64, '0') + token1.padStart(64, '0')
    for (const fee of V3_FEES) yield create2(V3_FACTORY, hasher.hash(head + wordOf(fee)), hasher)
  }
}

/** All pairs of ascending tokens, the lower first, as the factories have them. */
function* pairs(tokens: readonly string[]): Generator<[string, string]> {
  for (const [at, token0] of tokens.entries()) {
    for (const token1 of tokens.slice(at + 1)) yield [token0, token1]
  }
}

function create2({ address, creationCode }: Factory, salt: string, hasher: Hasher): string {
  return `0x${hasher.hash(`ff${address}${salt}${creationCode}`).slice(24)}`
}
