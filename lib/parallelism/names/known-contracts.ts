import { ADDRESS, BYTES32, INT16, INT24, inOrder, mapping, struct, TEXT, VALUE } from './build'
import type { Layout } from './layout-types'

const BALANCES = mapping(ADDRESS, VALUE)
const ALLOWANCES = mapping(ADDRESS, mapping(ADDRESS, VALUE))

/** A pair of Uniswap V2 and of what was copied from it (Uniswap/v2-core, UniswapV2Pair.sol). */
export const UNISWAP_V2_PAIR: Layout = {
  variables: inOrder(0n, {
    totalSupply: VALUE,
    balanceOf: BALANCES,
    allowance: ALLOWANCES,
    DOMAIN_SEPARATOR: VALUE,
    nonces: BALANCES,
    factory: VALUE,
    token0: VALUE,
    token1: VALUE,
    'reserve0/reserve1/blockTimestampLast': VALUE,
    price0CumulativeLast: VALUE,
    price1CumulativeLast: VALUE,
    kLast: VALUE,
    unlocked: VALUE,
  }),
}

const TICK = struct({
  'liquidityGross/liquidityNet': VALUE,
  feeGrowthOutside0X128: VALUE,
  feeGrowthOutside1X128: VALUE,
  'tickCumulativeOutside/secondsPerLiquidityOutsideX128/secondsOutside/initialized': VALUE,
})
const POSITION = struct({
  liquidity: VALUE,
  feeGrowthInside0LastX128: VALUE,
  feeGrowthInside1LastX128: VALUE,
  'tokensOwed0/tokensOwed1': VALUE,
})

/** A pool of Uniswap V3 (Uniswap/v3-core, UniswapV3Pool.sol). */
export const UNISWAP_V3_POOL: Layout = {
  variables: inOrder(0n, {
    slot0: VALUE,
    feeGrowthGlobal0X128: VALUE,
    feeGrowthGlobal1X128: VALUE,
    protocolFees: VALUE,
    liquidity: VALUE,
    ticks: mapping(INT24, TICK),
    tickBitmap: mapping(INT16, VALUE),
    positions: mapping(BYTES32, POSITION),
    observations: { kind: 'array', slots: 65535n, element: VALUE },
  }),
}

const USDT: Layout = {
  variables: inOrder(0n, {
    'owner/paused': VALUE,
    _totalSupply: VALUE,
    balances: BALANCES,
    basisPointsRate: VALUE,
    maximumFee: VALUE,
    allowed: ALLOWANCES,
    isBlackListed: mapping(ADDRESS, VALUE),
    name: TEXT,
    symbol: TEXT,
    decimals: VALUE,
    'upgradedAddress/deprecated': VALUE,
  }),
}

const USDC: Layout = {
  variables: inOrder(0n, {
    _owner: VALUE,
    'pauser/paused': VALUE,
    blacklister: VALUE,
    blacklisted: mapping(ADDRESS, VALUE),
    name: TEXT,
    symbol: TEXT,
    decimals: VALUE,
    currency: TEXT,
    'masterMinter/initialized': VALUE,
    balances: BALANCES,
    allowed: ALLOWANCES,
    totalSupply_: VALUE,
    minters: mapping(ADDRESS, VALUE),
    minterAllowed: BALANCES,
  }),
}

const WETH: Layout = {
  variables: inOrder(0n, {
    name: TEXT,
    symbol: TEXT,
    decimals: VALUE,
    balanceOf: BALANCES,
    allowance: ALLOWANCES,
  }),
}

const DAI: Layout = {
  variables: inOrder(0n, {
    wards: mapping(ADDRESS, VALUE),
    totalSupply: VALUE,
    balanceOf: BALANCES,
    allowance: ALLOWANCES,
    nonces: mapping(ADDRESS, VALUE),
  }),
}

/** Contracts that everybody uses, by chain id and address: their verified sources fix the layouts. */
const BY_ADDRESS: Readonly<Record<string, Readonly<Record<string, Layout>>>> = {
  '1': {
    '0xdac17f958d2ee523a2206206994597c13d831ec7': USDT,
    '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48': USDC,
    '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2': WETH,
    '0x6b175474e89094c44da98b954eedeac495271d0f': DAI,
  },
}

/** The layout of a contract that everybody uses, where the chain is known. */
export function wellKnownLayout(chainId: bigint | undefined, address: string): Layout | undefined {
  return chainId === undefined ? undefined : BY_ADDRESS[String(chainId)]?.[address]
}
