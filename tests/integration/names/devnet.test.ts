import { encodeFunctionData, erc20Abi } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { contractAddresses } from '@/devnet/layout'
import { readBlock } from '@/indexer/read'
import { analyseBlock } from '@/lib/parallelism/analyse'
import { splitKey } from '@/lib/parallelism/keys'
import { type Attribution, attributeConflicts } from '@/lib/parallelism/names/attribution'
import { Hasher } from '@/lib/parallelism/names/hasher'
import type { Layout } from '@/lib/parallelism/names/layout-types'
import { type KeyName, nameKeys } from '@/lib/parallelism/names/name-keys'
import { parseLayout } from '@/lib/parallelism/names/solc-layout'
import { POLICIES, type StateKey } from '@/lib/parallelism/types'
import { createRpcClient, type RpcClient } from '@/lib/rpc/client'
import { startTestDevnet } from '../../support/devnet'

/** Enough for an epoch to have opened and closed. */
const BLOCKS = 75
const NONE: Attribution = { certain: 0, guessed: 0, position: 0, unnamed: 0 }

function add(sum: Attribution, more: Attribution): Attribution {
  return {
    certain: sum.certain + more.certain,
    guessed: sum.guessed + more.guessed,
    position: sum.position + more.position,
    unnamed: sum.unnamed + more.unnamed,
  }
}

/** Share of conflicts with a named variable. */
function named({ certain, guessed, position, unnamed }: Attribution): number {
  return (certain + guessed) / (certain + guessed + position + unnamed)
}

describe('the conflicts of the devnet', () => {
  let devnet: Devnet
  let rpc: RpcClient
  let head: bigint
  const sums = new Map<string, Attribution>()
  const names = new Map<StateKey, KeyName>()

  beforeAll(async () => {
    devnet = await startTestDevnet()
    head = BigInt(await devnet.runBlocks(BLOCKS))
    rpc = createRpcClient(devnet.rpcUrl)
    const { capabilities } = await rpc.probe()
    const layouts = new Map<string, Layout>(
      Object.entries(devnet.layouts).map(([address, json]) => [address, parseLayout(json, address)]),
    )
    const hasher = new Hasher()
    for (let number = 1n; number <= head; number++) {
      const { block, receipts, access } = await readBlock(rpc, number, capabilities)
      const costs = receipts.map(({ gasUsed }, at) => ({
        gas: gasUsed,
        target: block.transactions[at]?.to ?? receipts[at]?.contractAddress ?? undefined,
      }))
      const transactions = block.transactions.map(({ from, to, input }, at) => ({
        from,
        to,
        input,
        logs: receipts[at]?.logs ?? [],
      }))
      const nameWith = (keys: StateKey[], given: boolean) =>
        nameKeys(
          keys,
          { transactions, access },
          { hasher, layoutOf: (address) => (given ? layouts.get(address) : undefined) },
        )
      for (const policy of POLICIES) {
        const { hotKeys } = analyseBlock(access, costs, policy, () => undefined, {
          hotKeys: Number.POSITIVE_INFINITY,
        })
        const keys = hotKeys.map(({ key }) => key)
        const found = nameWith(keys, true)
        for (const [key, name] of found) names.set(key, name)
        const { all, storage } = attributeConflicts(hotKeys, found)
        sums.set(`${policy}, all keys`, add(sums.get(`${policy}, all keys`) ?? NONE, all))
        sums.set(`${policy}, storage keys`, add(sums.get(`${policy}, storage keys`) ?? NONE, storage))
        if (policy !== 'storage') continue
        const without = attributeConflicts(hotKeys, nameWith(keys, false)).storage
        sums.set('without layouts', add(sums.get('without layouts') ?? NONE, without))
      }
    }
  })

  afterAll(() => devnet?.stop())

  test.each(POLICIES)('are attributed to named variables under the policy %s', (policy) => {
    expect(sums.get(`${policy}, all keys`)?.certain).toBeGreaterThan(1000)
    expect(named(sums.get(`${policy}, all keys`) ?? NONE)).toBeGreaterThanOrEqual(0.95)
    expect(named(sums.get(`${policy}, storage keys`) ?? NONE)).toBeGreaterThanOrEqual(0.95)
  })

  test('have the variables of every module among their causes', () => {
    const address = contractAddresses()
    const labelsOf = (contract: string) =>
      [...names]
        .filter(([key]) => key.startsWith(`s:${contract.toLowerCase()}:`))
        .map(([, { label }]) => label)
    const variables = (contract: string) => [
      ...new Set(labelsOf(contract).map((label) => /^\w+/.exec(label)?.[0])),
    ]
    expect(variables(address.PayToken).sort()).toEqual(['_allowances', '_balances'])
    expect(variables(address.SwapPool)).toEqual(expect.arrayContaining(['reserve0', 'reserve1', 'swaps']))
    expect(variables(address.PersonhoodPay)).toEqual(
      expect.arrayContaining(['epochs', 'lastEpoch', 'snapshots']),
    )
    expect(variables(address.Shipments)).toEqual(expect.arrayContaining(['count', 'inTransit', 'shipments']))
    expect(labelsOf(address.ModuleRegistry)).toContain('registered["supply-chain"]')
    expect(variables(address.Tally)).toEqual(expect.arrayContaining(['total', 'counts']))
  })

  test('are at the slots that their names say: a balance is what the token answers', async () => {
    const token = contractAddresses().PayToken
    const prefix = `s:${token.toLowerCase()}:`
    let compared = 0
    for (const [key, { label }] of names) {
      const holder = key.startsWith(prefix) ? /^_balances\[(0x[0-9a-f]{40})\]$/.exec(label)?.[1] : undefined
      if (holder === undefined) continue
      const { slot } = splitKey(key)
      const data = encodeFunctionData({
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [`0x${holder.slice(2)}`],
      })
      expect(await rpc.request('eth_getStorageAt', [token, slot, 'latest'])).toBe(
        await rpc.call({ to: token, data }, head),
      )
      compared++
    }
    expect(compared).toBeGreaterThan(20)
  })
})
