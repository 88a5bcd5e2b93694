import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountAddress, DEPLOYER } from '@/devnet/accounts'
import type { Devnet } from '@/devnet/devnet'
import { type ContractName, contractAddresses, MODULES } from '@/devnet/layout'
import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { Hex } from '@/lib/chain/types'
import { connect } from '@/lib/db/connect'
import { MemberFinder } from '@/lib/modules-file/find-members'
import { parseModulesFile } from '@/lib/modules-file/parse'
import { ModuleRules } from '@/lib/modules-file/rules'
import { createRpcClient } from '@/lib/rpc/client'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import {
  ask,
  chainConfig,
  checkpointAt,
  contents,
  headOf,
  indexUntil,
  lower,
  rowsOf,
  withIndexer,
} from './support'

const BLOCKS = 30
const at = (name: ContractName) => lower(contractAddresses()[name])

describe('modules of a file', () => {
  let devnet: Devnet
  let folder: string
  let tallyHash: Hex
  const databases: TestDatabase[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parascope-modules-'))
    devnet = await startTestDevnet()
    await devnet.runBlocks(BLOCKS)
    tallyHash = toHex(keccak256(toBytes(await createRpcClient(devnet.rpcUrl).code(at('Tally'), 20n))))
  })

  afterAll(async () => {
    await devnet?.stop()
    await rm(folder, { recursive: true })
    for (const database of databases) await database.drop()
  })

  const fresh = async () => {
    const database = await testDatabase()
    databases.push(database)
    return database
  }
  const fileOf = async (name: string, modules: object[]) => {
    const file = join(folder, name)
    await writeFile(file, JSON.stringify({ modules }))
    return file
  }
  const head = () => headOf(devnet.rpcUrl)
  /** The module of each contract in every block that it was called in, by the rows of transactions. */
  const homes = (database: TestDatabase) =>
    rowsOf(
      database.url,
      `SELECT block_number::int AS block, index, home_module AS home, modules FROM transaction ORDER BY 1, 2`,
    )

  test('that lists what the registry announces gives the same figures', async () => {
    const modulesFile = await fileOf(
      'same.json',
      MODULES.map(({ id, name, description, contracts }) => ({
        ...{ id, name, description },
        addresses: contracts.map(([contract, label]) => ({ address: at(contract), label })),
      })),
    )
    const [byRegistry, byFile] = [await fresh(), await fresh()]
    const { hash } = await head()
    await indexUntil(byRegistry.url, chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry) }), hash)
    await indexUntil(byFile.url, chainConfig(devnet.rpcUrl, { modulesFile }), hash)
    const announced = await rowsOf<{ last: number }>(
      byRegistry.url,
      'SELECT max(block_number)::int AS last FROM module_contract',
    )
    const last = announced[0]?.last ?? BLOCKS
    const since = <Row extends { block?: number }>(rows: Row[]) =>
      rows.filter(({ block = 0 }) => block > last)
    expect(last).toBeLessThan(BLOCKS - 10)
    expect(since(await homes(byFile))).toEqual(since(await homes(byRegistry)))
    const metrics = (database: TestDatabase) =>
      rowsOf(database.url, 'SELECT * FROM module_metrics WHERE block_number > $1 ORDER BY 2, 3, 4', [last])
    expect(await metrics(byFile)).toEqual(await metrics(byRegistry))
    const conflicts = (database: TestDatabase) =>
      rowsOf(database.url, 'SELECT * FROM module_conflict WHERE block_number > $1 ORDER BY 2, 3, 4, 5', [
        last,
      ])
    expect(await conflicts(byFile)).toEqual(await conflicts(byRegistry))
    expect(
      await rowsOf(
        byFile.url,
        'SELECT module_id, origin, block_number::int AS block, ordinal FROM module ORDER BY ordinal',
      ),
    ).toEqual(
      MODULES.map(({ id }, ordinal) => ({ module_id: id, origin: 'configuration', block: 0, ordinal })),
    )
    // In force from the block that creates it.
    expect(
      await rowsOf(
        byFile.url,
        `SELECT (m.from_block - c.block_number)::int AS later FROM module_contract m JOIN contract c ON c.address = m.contract
         GROUP BY 1`,
      ),
    ).toEqual([{ later: 0 }])
  })

  test('takes members by deployer and by code hash, created before or while it is in force', async () => {
    const modulesFile = await fileOf('rules.json', [
      { id: 'system', name: 'System', deployers: [accountAddress(DEPLOYER)] },
      { id: 'tallies', name: 'Tallies', codeHashes: [tallyHash] },
      { id: 'pool', name: 'Pool', addresses: [{ address: at('SwapPool'), label: 'The pool' }] },
    ])
    const database = await fresh()
    const { hash } = await head()
    // From a block at which all contracts of the deployer are there already.
    await indexUntil(database.url, chainConfig(devnet.rpcUrl, { modulesFile, startBlock: 15n }), hash)
    const members = await rowsOf<{ contract: string; module: string; rule: string; label: string }>(
      database.url,
      `SELECT '0x' || encode(contract, 'hex') AS contract, module_id AS module, rule, label FROM module_contract`,
    )
    const of = (module: string) => members.filter((member) => member.module === module)
    expect(of('pool')).toEqual([
      { contract: at('SwapPool'), module: 'pool', rule: 'address', label: 'The pool' },
    ])
    // The deployer made Tally too, and a deployer is stronger than a code hash.
    expect(of('system').map(({ contract }) => contract)).toContain(at('Tally'))
    expect(of('system').map(({ contract }) => contract)).toContain(at('PayToken'))
    expect(new Set(of('system').map(({ rule }) => rule))).toEqual(new Set(['deployer']))
    const created = await rowsOf<{ address: string }>(
      database.url,
      `SELECT '0x' || encode(address, 'hex') AS address FROM contract ORDER BY 1`,
    )
    expect(created.length).toBeGreaterThan(0)
    expect(
      of('tallies')
        .map(({ contract }) => contract)
        .sort(),
    ).toEqual(created.map(({ address }) => address))
    expect(
      await rowsOf(
        database.url,
        `SELECT DISTINCT home_module AS home FROM transaction WHERE created IS NOT NULL`,
      ),
    ).toEqual([{ home: 'tallies' }])
    expect(
      await rowsOf(database.url, `SELECT count(*)::int FROM transaction WHERE home_module = 'unassigned'`),
    ).toEqual([{ count: 0 }])
  })

  test('asks the node for code that no trace shows', async () => {
    const rules = new ModuleRules(
      parseModulesFile({ modules: [{ id: 'tallies', name: 'Tallies', codeHashes: [tallyHash] }] }, 'm.json'),
    )
    const said: string[] = []
    const finder = new MemberFinder(rules, createRpcClient(devnet.rpcUrl), new Map(), (line) =>
      said.push(line),
    )
    const block = { number: 20n, access: [], created: [] }
    const found = await finder.find([at('Tally'), at('PayToken'), lower(accountAddress(DEPLOYER))], block)
    expect([...found]).toEqual([
      [at('Tally'), { moduleId: 'tallies', rule: 'code hash', ground: tallyHash, label: '' }],
    ])
    expect(said).toEqual([])
  })

  test('stands back where the registry has put a contract, from the block after', async () => {
    const modulesFile = await fileOf('money.json', [
      { id: 'money', name: 'Money', addresses: [at('PayToken'), at('Tally')] },
    ])
    const database = await fresh()
    const chain = chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry), modulesFile })
    await indexUntil(database.url, chain, (await head()).hash)
    const rows = await rowsOf<{
      contract: string
      module: string
      rule: string
      from: number
      ahead: number
    }>(
      database.url,
      `SELECT '0x' || encode(contract, 'hex') AS contract, module_id AS module, rule, from_block::int AS from,
         (from_block - block_number)::int AS ahead
       FROM module_contract ORDER BY block_number, log_index`,
    )
    const rowsOfContract = (contract: string) => rows.filter((row) => row.contract === contract)
    const token = rowsOfContract(at('PayToken'))
    expect(token.map(({ module, rule, ahead }) => [module, rule, ahead])).toEqual([
      ['money', 'address', 0],
      ['personhood-pay', 'registry', 1],
    ])
    expect(rowsOfContract(at('Tally')).map(({ module }) => module)).toEqual(['money'])
    const homesOf = await rowsOf<{ home: string; first: number; last: number }>(
      database.url,
      `SELECT home_module AS home, min(block_number)::int AS first, max(block_number)::int AS last FROM transaction
       WHERE coalesce("to", created) = decode($1, 'hex') GROUP BY 1 ORDER BY 2`,
      [at('PayToken').slice(2)],
    )
    expect(homesOf.map(({ home }) => home)).toEqual(['money', 'personhood-pay'])
    expect(homesOf[1]?.first).toBeGreaterThanOrEqual(token[1]?.from ?? Number.NaN)
    expect(homesOf[0]?.last).toBeLessThan(token[1]?.from ?? Number.NaN)
  })

  test('is refused where it names a module of the registry, at the start or when the registry speaks', async () => {
    const modulesFile = await fileOf('clash.json', [
      { id: 'defi', name: 'Ours', addresses: [at('SwapPool')] },
    ])
    const clash = chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry), modulesFile })
    const { hash } = await head()
    const sentence = new RegExp(
      `^${modulesFile}: the module "defi" is one of the chain's registry, which registered it in block \\d+: give the module of the file another id, or take it out\\.$`,
    )
    const database = await fresh()
    await expect(indexUntil(database.url, clash, hash)).rejects.toThrow(sentence)
    const [status] = await rowsOf(database.url, 'SELECT indexer_error AS error FROM chain_status')
    expect(status?.error).toMatch(sentence)
    // With the id corrected it goes on, and the registry has the module that the file has given up.
    await writeFile(
      modulesFile,
      JSON.stringify({ modules: [{ id: 'ours', name: 'Ours', addresses: [at('Tally')] }] }),
    )
    await indexUntil(database.url, clash, hash)
    expect(
      await rowsOf(
        database.url,
        `SELECT origin FROM module WHERE module_id = 'defi' ORDER BY block_number DESC LIMIT 1`,
      ),
    ).toEqual([{ origin: 'registry' }])
    await writeFile(
      modulesFile,
      JSON.stringify({ modules: [{ id: 'defi', name: 'X', addresses: [at('Tally')] }] }),
    )
    await devnet.runBlocks(1)
    await expect(indexUntil(database.url, clash, (await head()).hash)).rejects.toThrow(sentence)
  })

  test('that has changed is in force from the next block, with a record; reorganised, it is as indexed anew', async () => {
    const modulesFile = await fileOf('changing.json', [
      { id: 'trade', name: 'Trade', addresses: [at('SwapPool'), { address: at('PayToken'), label: 'PAY' }] },
      { id: 'tallies', name: 'Tallies', codeHashes: [tallyHash] },
    ])
    const chain = chainConfig(devnet.rpcUrl, { modulesFile })
    const [changed, steady] = [await fresh(), await fresh()]
    const before = await head()
    await indexUntil(changed.url, chain, before.hash)
    await writeFile(
      modulesFile,
      JSON.stringify({
        modules: [
          { id: 'trade', name: 'Trading', addresses: [at('SwapPool')] },
          { id: 'money', name: 'Money', addresses: [{ address: at('PayToken'), label: 'Pay token' }] },
        ],
      }),
    )
    await devnet.runBlocks(8)
    const said = await indexUntil(changed.url, chain, (await head()).hash)
    const next = before.number + 1
    const [{ left } = { left: -1 }] = await rowsOf<{ left: number }>(
      changed.url,
      'SELECT count(*)::int AS left FROM module_contract WHERE NOT added AND block_number = $1',
      [next],
    )
    // The token, the tally of the deployer, and those that people have created.
    expect(left).toBeGreaterThanOrEqual(3)
    expect(said).toContain(
      `The modules of ${modulesFile} are in force from block ${next}: 1 new, 1 changed, 1 gone; ${left} contracts leave theirs.`,
    )
    expect(
      await rowsOf(
        changed.url,
        `SELECT module_id AS id, name, ordinal, rules->'codeHashes' AS hashes FROM module WHERE block_number = $1 ORDER BY 1`,
        [next],
      ),
    ).toEqual([
      { id: 'money', name: 'Money', ordinal: 2, hashes: [] },
      { id: 'tallies', name: 'Tallies', ordinal: 1, hashes: [] },
      { id: 'trade', name: 'Trading', ordinal: 0, hashes: [] },
    ])
    const homesOfToken = await rowsOf(
      changed.url,
      `SELECT home_module AS home, bool_and(block_number < $2) AS before, bool_and(block_number >= $2) AS after
       FROM transaction WHERE "to" = decode($1, 'hex') GROUP BY 1 ORDER BY 1`,
      [at('PayToken').slice(2), next],
    )
    expect(homesOfToken).toEqual([
      { home: 'money', before: false, after: true },
      { home: 'trade', before: true, after: false },
    ])
    expect(
      await rowsOf(
        changed.url,
        `SELECT count(*)::int FROM transaction WHERE home_module = 'tallies' AND block_number >= $1`,
        [next],
      ),
    ).toEqual([{ count: 0 }])

    // The chain goes back behind the change; what was indexed with this file alone is as a fresh index has it.
    await indexUntil(steady.url, chain, (await head()).hash)
    const client = await connect(steady.url)
    try {
      await withIndexer(steady.url, chain, async () => {
        await ask(devnet.rpcUrl, 'anvil_reorg', [20, []])
        await checkpointAt(client, (await head()).hash)
      })
    } finally {
      await client.end()
    }
    const anew = await fresh()
    await indexUntil(anew.url, chain, (await head()).hash)
    const wanted = await contents(anew.url)
    const found = await contents(steady.url)
    expect(wanted.module_contract?.length).toBe(2)
    for (const [table, rows] of Object.entries(wanted)) expect(found[table], table).toEqual(rows)
    // The other database, whose change lay above the parting, applies the file again where the chain goes on.
    await indexUntil(changed.url, chain, (await head()).hash)
    expect(
      await rowsOf(
        changed.url,
        `SELECT DISTINCT block_number::int AS block FROM module WHERE block_number > 0 ORDER BY 1`,
      ),
    ).toEqual([{ block: before.number + 8 - 20 + 1 }])
  })
})
