import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { accountAddress } from '@/devnet/accounts'
import { contractAddresses } from '@/devnet/layout'
import { defaultSettings } from '@/devnet/settings'
import type { PlannedTransaction } from '@/devnet/transaction'
import { planBlock } from '@/devnet/workload/plan'
import { createRandom } from '@/devnet/workload/random'
import { initialState } from '@/devnet/workload/state'

const TALLY_CODE = '0x6000'
const FIRST_BLOCK = 7

function plan(seed: string, blocks: number): PlannedTransaction[][] {
  const settings = { ...defaultSettings(1_750_000_000), seed }
  const state = initialState()
  return Array.from({ length: blocks }, (_, index) => {
    const number = FIRST_BLOCK + index
    return planBlock(settings, TALLY_CODE, state, { number, timestamp: settings.genesisTime + 2 * number })
  })
}

function digest(blocks: PlannedTransaction[][]): string {
  const rows = blocks.map((transactions) =>
    transactions.map(({ from, to, data, value, gas }) => [
      accountAddress(from),
      to,
      data,
      `${value}`,
      `${gas}`,
    ]),
  )
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

describe('the workload', () => {
  it('plans the same transactions for the same seed', () => {
    expect(digest(plan('parascope', 120))).toBe(
      '5aa65b906c27d66dcdb040e1ea6a0f450e81908cdd88012049867a750fc83cb7',
    )
    expect(digest(plan('another', 120))).toBe(
      '2c3abd17e10933377474977a630bfc05c92cf5449b0880a698dbc708bd18d37d',
    )
  })

  it('plans the first block as it always did', () => {
    const kinds = plan('parascope', 1)[0]?.map(({ kind }) => kind)
    expect(kinds?.length).toBe(40)
    expect(kinds?.slice(0, 6)).toEqual([
      'deposit',
      'ether',
      'order shipment',
      'swap',
      'deposit',
      'hot counter',
    ])
    expect(plan('parascope', 1)[0]?.[1]).toEqual({
      from: 216,
      to: '0x3E13F655ce1CBC382e3e09b17266f5Ca1326F567',
      data: '0x',
      value: 944_000_000_000_000_000n,
      gas: 21_000n,
      kind: 'ether',
    })
  })

  it('keeps every block between 15 and 40 transactions', () => {
    const sizes = plan('parascope', 400).map(({ length }) => length)
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([15, 40])
  })

  it('opens the first epoch in block 15, and closes it and opens the next in block 45', () => {
    const scheduled = plan('parascope', 60).map((transactions) =>
      transactions.map(({ kind }) => kind).filter((kind) => kind === 'openEpoch' || kind === 'closeEpoch'),
    )
    const found = scheduled.flatMap((kinds, index) =>
      kinds.length > 0 ? [[index + FIRST_BLOCK, ...kinds]] : [],
    )
    expect(found).toEqual([
      [15, 'openEpoch'],
      [45, 'closeEpoch', 'openEpoch'],
    ])
  })

  it('never lets a member claim twice in an epoch, save where it means to', () => {
    const claims = plan('parascope', 39)
      .flat()
      .filter(({ kind }) => kind === 'claim')
    expect(new Set(claims.map(({ data }) => data)).size).toBe(claims.length)
  })

  it('puts a hot spot between the transactions that it plans anyway, each of another sender', () => {
    const settings = { ...defaultSettings(1_750_000_000), seed: 'parascope' }
    const block = { number: FIRST_BLOCK, timestamp: settings.genesisTime + 2 * FIRST_BLOCK }
    const planned = (shared?: boolean) => {
      const hotSpot = shared === undefined ? undefined : { transactions: 28, notes: 18, shared }
      return planBlock({ ...settings, hotSpot }, TALLY_CODE, initialState(), block)
    }
    const usual = planned()
    const reports = planned(true).filter(({ kind }) => kind === 'report load')
    expect(reports.length).toBe(28)
    expect(new Set(reports.map(({ from }) => from)).size).toBe(28)
    expect(planned(true).filter(({ kind }) => kind !== 'report load')).toEqual(usual)
    expect(planned(false)).toEqual(planned(true))
  })

  it('keeps the module registry at the address of the first contract of the deployer', () => {
    expect(contractAddresses().ModuleRegistry).toBe('0x5FbDB2315678afecb367f032d93F642f64180aa3')
  })
})

describe('createRandom', () => {
  it('draws what follows from the seed', () => {
    const random = createRandom('parascope/block/7')
    expect(Array.from({ length: 8 }, () => random.below(100))).toEqual([99, 81, 3, 96, 87, 91, 36, 24])
  })
})
