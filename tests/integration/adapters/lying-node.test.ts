import distributorArtifact from '@uniswap/merkle-distributor/build/MerkleDistributor.json'
import tokenArtifact from '@uniswap/merkle-distributor/build/TestERC20.json'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEPLOYER } from '@/devnet/accounts'
import { createRpcClient } from '@/lib/rpc/client'
import { verifyPeriod } from '@/lib/verify/adapters/verify-period'
import { type NodeProxy, type ProxyRules, startProxy } from '../indexer/proxy'
import {
  type AdapterChain,
  addressOf,
  type Deployed,
  findingsOf,
  packaged,
  startAdapterChain,
} from './adapter-chain'
import { uniswapTree } from './uniswap-tree'

const LIST = [50, 51].map((payee, at) => ({ index: BigInt(at), account: addressOf(payee), amount: 5n }))
const tree = uniswapTree(LIST)

let chain: AdapterChain
let proxy: NodeProxy
let distributor: Deployed
/** Block of the only claim. */
let claimed: number
beforeAll(async () => {
  chain = await startAdapterChain(1_760_000_000)
  const token = await chain.deploy(packaged(tokenArtifact), 'Test', 'TST', 1000n)
  distributor = await chain.deploy(packaged(distributorArtifact), token.address, tree.root)
  await chain.block([token.call(DEPLOYER, 'transfer', distributor.address, 10n)])
  claimed = (await chain.block([distributor.call(90, 'claim', 0n, addressOf(50), 5n, tree.proof(0))])).number
  await chain.block()
  proxy = await startProxy(chain.rpcUrl)
})
afterAll(async () => {
  await proxy?.close()
  await chain?.stop()
})

const verify = (rules: ProxyRules) => {
  proxy.rules = rules
  return verifyPeriod(createRpcClient(proxy.url, { retries: 0 }), {
    kind: 'merkle-distributor',
    program: { address: distributor.address },
    list: LIST,
  })
}
const isClaim = (log: unknown) => JSON.stringify(log).includes(distributor.address.slice(2))

test('a node that tells the truth, and one that no longer has the state before', async () => {
  expect(findingsOf(await verify({}))).toEqual({})
  const creation = Number((await verify({})).facts.range.first.number)
  const pruned = await verify({
    instead: (method, params) =>
      ['eth_call', 'eth_getStorageAt'].includes(method) && Number(params.at(-1)) === creation
        ? { error: { code: -32000, message: 'missing trie node' } }
        : undefined,
  })
  expect(findingsOf(pruned)).toEqual({
    conservation: 'indeterminate: What the distributor had and has is not known.',
    'balance-recon': 'indeterminate: What the distributor had before and after the period is not known.',
    supply: "indeterminate: The token's total supply before and after the period is not known.",
    upgrades:
      'indeterminate: The code and the slots of the contracts are not known before and after the period.',
  })
})

test.each<[string, ProxyRules['change'], RegExp]>([
  [
    'changes a log',
    (method, _, result) =>
      method === 'eth_getBlockReceipts'
        ? JSON.parse(JSON.stringify(result).replaceAll('05"', '06"'))
        : undefined,
    /^Block \d+ does not verify: (logsBloom|receiptsRoot): /,
  ],
  [
    'hides a log',
    (method, _, result) =>
      method === 'eth_getBlockReceipts' && Array.isArray(result)
        ? result.map((receipt) => ({
            ...receipt,
            logs: receipt.logs.filter((log: unknown) => !isClaim(log)),
          }))
        : undefined,
    /^Block \d+ does not verify: (receipts|logsBloom|receiptsRoot): /,
  ],
  [
    'gives a header without the bits of the log',
    (method, params, result) =>
      method === 'eth_getBlockByNumber' && Number(params[0]) === claimed && typeof result === 'object'
        ? { ...result, logsBloom: `0x${'00'.repeat(256)}` }
        : undefined,
    /gives a false block \d+: its header hashes to 0x/,
  ],
])('a node that %s: one sentence', async (_, change, sentence) => {
  await expect(verify({ change })).rejects.toThrow(sentence)
})

test('a node that drops the connection half way: one sentence', async () => {
  let calls = 0
  const dropping = verify({
    instead: () => {
      calls += 1
      if (calls > 12) throw new Error('dropped')
      return undefined
    },
  })
  await expect(dropping).rejects.toThrow(/^The connection to the node at \S+ broke/)
})
