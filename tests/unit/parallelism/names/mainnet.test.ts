import { describe, expect, test } from 'vitest'
import { analyseBlock } from '@/lib/parallelism/analyse'
import { nameKeys } from '@/lib/parallelism/names/name-keys'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'
import type { StateKey } from '@/lib/parallelism/types'
import { hasRecordedBlocks, recorded, recordedBlock, WITHOUT_RECORDED_BLOCKS } from '../../chain/mainnet'

/** Names the conflict keys of a block. */
function namesIn(number: number) {
  const { block, receipts } = recordedBlock(number)
  const access = accessSetsFromTraces({
    block: block.number,
    transactions: block.transactions,
    miner: block.miner,
    plain: recorded(number, 'prestate'),
    diff: recorded(number, 'prestate_diff'),
  })
  const costs = receipts.map(({ gasUsed }, at) => ({
    gas: gasUsed,
    target: block.transactions[at]?.to ?? undefined,
  }))
  const { hotKeys } = analyseBlock(access, costs, 'storage', () => undefined, {
    hotKeys: Number.POSITIVE_INFINITY,
  })
  const transactions = block.transactions.map(({ from, to, input }, at) => ({
    from,
    to,
    input,
    logs: receipts[at]?.logs ?? [],
  }))
  const keys = hotKeys.map(({ key }) => key)
  const names = nameKeys(keys, { transactions, access }, { chainId: 1n, mostHashes: 200_000 })
  /** Name of the key of a contract whose slot begins so, with its certainty */
  return (contract: string, slot: string) => {
    const key = keys.find((candidate: StateKey) => candidate.startsWith(`s:${contract}:0x${slot}`))
    const name = key === undefined ? undefined : names.get(key)
    return name && [name.label, name.certainty]
  }
}

const USDT = '0xdac17f958d2ee523a2206206994597c13d831ec7'
const USDC = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48'
const WETH = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'
const V2_USDC_WETH = '0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc'
const V2_WETH_USDT = '0x0d4a11d5eeaac28ec3f61d100daf4d40471f1852'
const V3_WETH_USDT_500 = '0x11b815efb8f581194ae79006d24e0d814b7697f6'
const V3_USDC_WETH_500 = '0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640'

describe.skipIf(!hasRecordedBlocks)(
  `conflicts of recorded mainnet blocks${hasRecordedBlocks ? '' : ` (${WITHOUT_RECORDED_BLOCKS})`}`,
  () => {
    test('block 10760440: pairs of Uniswap V2, USDT, USDC and WETH, without any layout given', () => {
      const nameOf = namesIn(10760440)
      expect(nameOf(V2_USDC_WETH, '0000')).toEqual(['reserve0/reserve1/blockTimestampLast', 'certain'])
      expect(nameOf(V2_WETH_USDT, '0000')).toEqual(['reserve0/reserve1/blockTimestampLast', 'certain'])
      expect(nameOf(USDT, '45b1147656da4')).toEqual([`balances[${V2_WETH_USDT}]`, 'certain'])
      expect(nameOf(USDC, '28c0947f46336')).toEqual([`balances[${V2_USDC_WETH}]`, 'certain'])
      expect(nameOf(WETH, 'b374801ace2c0')).toEqual([`balanceOf[${V2_USDC_WETH}]`, 'certain'])
      // yearn's YFI, a token that is known by what it does alone
      expect(nameOf('0x0bc529c00c6401aef6d220be8c6ea1667f6ad93e', '94722b8224a09')).toEqual([
        'balances[0x3f5ce5fbfe3e9af3971dd833d26ba9b5c936f0be] (guessed)',
        'guessed',
      ])
      // a pool of Balancer: records[token].balance, the fourth word of a struct
      expect(nameOf('0x10dd17ecfc86101eab956e0a443cab3e9c62d9b4', 'd0bcf4df132c6')).toEqual([
        `slot 10[${WETH}] + 3`,
        'position',
      ])
    })

    test('block 15538827: pools of Uniswap V3, proved by their addresses', () => {
      const nameOf = namesIn(15538827)
      expect(nameOf(V3_WETH_USDT_500, `${'0'.repeat(64)}`)).toEqual(['slot0', 'certain'])
      expect(nameOf(V3_USDC_WETH_500, `${'0'.repeat(63)}1`)).toEqual(['feeGrowthGlobal0X128', 'certain'])
      expect(nameOf(V3_USDC_WETH_500, `${'0'.repeat(61)}1b7`)).toEqual(['observations[431]', 'certain'])
      expect(nameOf(WETH, '390f6178407c9')).toEqual([`balanceOf[${V3_USDC_WETH_500}]`, 'certain'])
    })
  },
)
