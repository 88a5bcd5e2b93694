import { type Abi, encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Anvil, startAnvil } from '@/devnet/anvil'
import { readBlock } from '@/indexer/read'
import { splitKey } from '@/lib/parallelism/keys'
import type { Layout } from '@/lib/parallelism/names/layout-types'
import { nameKeys } from '@/lib/parallelism/names/name-keys'
import { parseLayout } from '@/lib/parallelism/names/solc-layout'
import { createRpcClient } from '@/lib/rpc/client'

/** Every kind of variable that Solidity keeps in storage, each written once. */
const SOURCE = `
pragma solidity ^0.8.24;
contract Everything {
  enum Stage { None, Open }
  type Id is bytes32;
  struct Inner { uint128 low; uint128 high; bytes32 tag; }
  struct Item { address owner; uint64 since; string note; uint256[] counts; mapping(uint256 => Inner) parts; }
  uint8 small; bool flag; address who;
  uint256[3] three;
  uint32[10] ten;
  Inner inner;
  string title;
  bytes brief;
  uint16[] many;
  Inner[] inners;
  mapping(string => uint256) byName;
  mapping(bytes4 => uint256) bySelector;
  mapping(bytes32 => uint256) byRole;
  mapping(int24 => uint256) byTick;
  mapping(bool => uint256) byFlag;
  mapping(Stage => uint256) byStage;
  mapping(Id => uint256) byId;
  mapping(address => mapping(address => mapping(uint256 => uint256))) deep;
  mapping(address => Item) items;
  mapping(uint256 => uint256)[2] pair;
  mapping(address => uint256[]) lists;
  Item[] stock;
  function fill(address a, address b, uint256 n, bytes4 selector, bytes32 role, int24 tick, Id id, string calldata name) external {
    (small, flag, who) = (1, true, a);
    three[2] = 1;
    ten[9] = 1;
    inner.tag = "tag";
    title = "a title with more than thirty-one characters in all";
    brief = "short";
    for (uint16 i = 1; i <= 20; i++) many.push(i);
    inners.push(Inner(1, 2, "one"));
    inners.push(Inner(3, 4, "two"));
    byName[name] = 1;
    bySelector[selector] = 1;
    byRole[role] = 1;
    byTick[tick] = 1;
    byFlag[true] = 1;
    byStage[Stage.Open] = 1;
    byId[id] = 1;
    deep[a][b][n] = 1;
    Item storage item = items[b];
    (item.owner, item.since, item.note) = (a, 1, name);
    item.counts.push(1);
    item.counts.push(2);
    item.parts[n].tag = "part";
    pair[1][n] = 1;
    lists[a].push(1);
    stock.push();
    stock.push();
    stock[1].parts[n].low = 1;
  }
}`
const FIRST = `0xa11ce${'0'.repeat(30)}aaaaa` as const
const SECOND = `0xb0b${'0'.repeat(32)}bbbbb` as const
const ID = `0x${'1d'.repeat(32)}` as const

const compiled = z.object({
  contracts: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        abi: z.custom<Abi>(Array.isArray),
        evm: z.object({ bytecode: z.object({ object: z.string() }) }),
        storageLayout: z.unknown(),
      }),
    ),
  ),
})

let anvil: Anvil

beforeAll(async () => {
  anvil = await startAnvil({ genesisTime: 1_750_000_000 })
})

afterAll(() => anvil?.stop())

async function mine(transaction: { to?: Hex; data: Hex }) {
  const [from] = z.array(z.string()).parse(await anvil.node.call('eth_accounts', []))
  await anvil.node.call('eth_sendTransaction', [{ from, gas: '0x1c9c380', ...transaction }])
  await anvil.node.call('evm_mine', [])
  const rpc = createRpcClient(anvil.node.url)
  const head = await rpc.head('latest')
  const { capabilities } = await rpc.probe()
  return readBlock(rpc, head?.number ?? 0n, capabilities)
}

test('every kind of variable that solc lays out gets its name, written by the compiled contract itself', async () => {
  const { default: solc } = await import('solc')
  const input = {
    language: 'Solidity',
    sources: { 'Everything.sol': { content: SOURCE } },
    settings: { outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'storageLayout'] } } },
  }
  const contract = compiled.parse(JSON.parse(solc.compile(JSON.stringify(input)))).contracts['Everything.sol']
    ?.Everything
  if (contract === undefined) throw new Error('the contract was not compiled')
  const layout: Layout = parseLayout(contract, 'Everything')
  const creation = await mine({ data: `0x${contract.evm.bytecode.object}` })
  const address = creation.receipts[0]?.contractAddress
  if (!address) throw new Error('the contract was not created')
  const role = `0x${Buffer.from('carrier').toString('hex').padEnd(64, '0')}`
  const { block, receipts, access } = await mine({
    to: address,
    data: encodeFunctionData({
      abi: contract.abi,
      functionName: 'fill',
      args: [FIRST, SECOND, 12n, '0xa9059cbb', role, -887220, ID, 'Ada'],
    }),
  })
  expect(receipts[0]?.status).toBe(1)
  const transactions = block.transactions.map(({ from, to, input: data }) => ({
    from,
    to,
    input: data,
    logs: [],
  }))
  const keys = (access[0]?.writes ?? []).filter((key) => splitKey(key).kind === 'storage')
  const names = nameKeys(keys, { transactions, access }, { layoutOf: () => layout })
  expect(keys.map((key) => names.get(key)?.label ?? key).sort()).toEqual(
    [
      'small/flag/who',
      'three[2]',
      'ten[8..15]',
      'inner.tag',
      'title',
      'title[0..31]',
      'title[32..63]',
      'brief',
      'many.length',
      'many[0..15]',
      'many[16..31]',
      'inners.length',
      'inners[0].low/high',
      'inners[0].tag',
      'inners[1].low/high',
      'inners[1].tag',
      'byName["Ada"]',
      'bySelector[0xa9059cbb]',
      'byRole["carrier"]',
      'byTick[-887220]',
      'byFlag[true]',
      'byStage[1]',
      `byId[${ID}]`,
      `deep[${FIRST}][${SECOND}][12]`,
      `items[${SECOND}].owner/since`,
      `items[${SECOND}].note`,
      `items[${SECOND}].counts.length`,
      `items[${SECOND}].counts[0]`,
      `items[${SECOND}].counts[1]`,
      `items[${SECOND}].parts[12].tag`,
      'pair[1][12]',
      `lists[${FIRST}].length`,
      `lists[${FIRST}][0]`,
      'stock.length',
      'stock[1].parts[12].low/high',
    ].sort(),
  )
  expect(new Set([...names.values()].map(({ certainty }) => certainty))).toEqual(new Set(['certain']))
})
