import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringToHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEPLOYER } from '@/devnet/accounts'
import { connect } from '@/lib/db/connect'
import type { ChainConfig } from '@/lib/env'
import { createRpcClient } from '@/lib/rpc/client'
import { verifyPeriod } from '@/lib/verify/adapters/verify-period'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { addressOf } from '../adapters/adapter-chain'
import { type EveryKind, startEveryKind } from '../adapters/every-kind'
import { startIndexer } from './process'
import { startProxy } from './proxy'
import { expectRollupsOfBlocks } from './rollups'
import { ask, chainConfig, checkpointAt, contents, headOf, indexUntil, rowsOf, withIndexer } from './support'

interface StoredPeriod {
  kind: string
  program: `0x${string}`
  epoch: bigint
  verdict: string | null
  ends_at: bigint | null
  last_block: bigint
  linked: bigint | null
  refusal: string | null
  report: string | null
}

const periodsOf = (databaseUrl: string) =>
  rowsOf<StoredPeriod>(
    databaseUrl,
    `SELECT g.kind, '0x' || encode(p.program, 'hex') AS program, p.epoch, a.verdict, p.ends_at, p.last_block, p.linked,
       p.refusal, convert_from(r.data, 'UTF8') AS report
     FROM period p LEFT JOIN audit a USING (chain_id, program, epoch, block_number)
     LEFT JOIN report r USING (chain_id, program, epoch, block_number)
     JOIN program g ON g.address = p.program
     ORDER BY g.kind, p.block_number, p.epoch`,
  )

describe('programs that are audited by periods', () => {
  let every: EveryKind
  let chain: ChainConfig
  let whole: TestDatabase
  const others: TestDatabase[] = []

  beforeAll(async () => {
    every = await startEveryKind()
    chain = chainConfig(every.chain.rpcUrl, { programs: every.programs })
    whole = await testDatabase()
    await indexUntil(whole.url, chain, (await head()).hash)
  })
  afterAll(async () => {
    await every?.stop()
    for (const database of [whole, ...others]) await database?.drop()
  })
  const head = () => headOf(every.chain.rpcUrl)
  const other = async () => {
    const database = await testDatabase()
    others.push(database)
    return database
  }

  /** What `npm run verify` gives for a stored period, with the options that its page names. */
  const verified = ({ kind, program, epoch, ends_at, last_block, linked }: StoredPeriod) => {
    const config = every.programs.find(({ address }) => address === program)
    const request = {
      kind,
      program: { address: program, parts: config?.parts },
      ...(ends_at === null ? { upTo: BigInt(last_block) } : { period: BigInt(epoch) }),
      ...(linked !== null && { link: BigInt(linked) }),
      ...(config?.list !== undefined && { list: every.list }),
    }
    return verifyPeriod(createRpcClient(every.chain.rpcUrl, { retries: 0 }), request)
  }

  test('each period is audited when it has ended, and the fault is found by the check that sees it', async () => {
    const found = await periodsOf(whole.url)
    const told = found.map(
      ({ kind, epoch, verdict, last_block }) => `${kind} ${epoch} ${verdict} ${last_block}`,
    )
    expect(told).toEqual([
      // The chain begins in the middle of these: nobody can audit them, and that is said.
      'circles-v2 1385 null 11',
      ...['1386 pass 14', '1387 pass 16', '1388 pass 18', '1389 pass 19'].map((one) => `circles-v2 ${one}`),
      ...['1417 pass 20', '1419 pass 21', '1421 pass 22'].map((one) => `circles-v2 ${one}`),
      'erc20-treasury 202407 null 11',
      'erc20-treasury 202408 indeterminate 19',
      'erc20-treasury 202409 indeterminate 22',
      ...['0 pass 14', '1 fail 16', '2 pass 18', '3 pass 19'].map((one) => `gooddollar-ubi ${one}`),
      ...['31 pass 20', '33 pass 21', '35 pass 22'].map((one) => `gooddollar-ubi ${one}`),
      // Claims, more of them, the last, and the return after the deadline.
      ...['1 pass 10', '1 pass 13', '1 pass 21', '1 pass 22'].map((one) => `merkle-distributor ${one}`),
      'world-grants 39 pass 22',
    ])
    expect(found.flatMap(({ refusal }) => refusal ?? [])).toEqual([
      'The period day 1385, 31 July 2024 began before the chain: block 0 is later. Name a later one.',
      'The period July 2024 (UTC) began before the chain: block 0 is later. Name a later one.',
    ])
    const failed = await rowsOf(whole.url, "SELECT check_id, epoch FROM audit_check WHERE verdict = 'fail'")
    expect(failed).toEqual([{ check_id: 'nullifier-unique', epoch: '1' }])
  })

  test('each stored report is what the command makes from the node alone, byte for byte', async () => {
    for (const period of await periodsOf(whole.url)) {
      if (period.refusal !== null) await expect(verified(period)).rejects.toThrow(period.refusal)
      else expect((await verified(period)).report).toBe(period.report)
    }
  })

  test('what lies before the first stored block is searched by the node, and said to be', async () => {
    const database = await other()
    await indexUntil(database.url, { ...chain, startBlock: every.august }, (await head()).hash)
    const found = await periodsOf(database.url)
    for (const period of found) expect((await verified(period)).report).toBe(period.report)
    const partly = found.filter(({ report }) => report?.includes("the node's search gave"))
    expect(partly.map(({ kind, epoch, verdict, linked }) => `${kind} ${epoch} ${verdict} ${linked}`)).toEqual(
      [
        'circles-v2 1386 indeterminate 3',
        'erc20-treasury 202408 indeterminate 8',
        'gooddollar-ubi 0 indeterminate 3',
        ...[2, 10, 11].map((linked) => `merkle-distributor 1 indeterminate ${linked}`),
        'world-grants 39 indeterminate 11',
      ],
    )
    // The claims of before are in the report alone: they could not lead to transactions that are not stored.
    const [listed] = await rowsOf(
      database.url,
      `SELECT count(*)::int AS payments FROM payment p JOIN program g ON g.address = p.program
       WHERE kind = 'merkle-distributor'`,
    )
    expect(listed).toEqual({ payments: 2 })
  })

  test('an indexer that is killed ends with the same rows', async () => {
    const database = await other()
    const node = await startProxy(every.chain.rpcUrl)
    const folder = await mkdtemp(path.join(tmpdir(), 'parascope-periods-'))
    const file = path.join(folder, 'chains.json')
    await writeFile(
      file,
      JSON.stringify({ chains: [{ name: 'Test', rpcUrl: node.url, programs: every.programs }] }),
    )
    const start = () => startIndexer({ DATABASE_URL: database.url, PARASCOPE_CONFIG: file }, ['--batch', '2'])
    try {
      // Killed at questions about the state, which are asked while an audit is made.
      for (const kill of [1, 2, 3]) {
        let views = 0
        let reached: () => void = () => undefined
        const moment = new Promise<void>((resolve) => {
          reached = resolve
        })
        node.rules.onCall = (method) => {
          if (method === 'eth_getStorageAt' && ++views === 15 * kill) reached()
        }
        const indexer = start()
        await moment
        await indexer.kill()
      }
      node.rules.onCall = undefined
      const indexer = start()
      const client = await connect(database.url)
      await checkpointAt(client, (await head()).hash)
      await client.end()
      indexer.child.kill('SIGINT')
      expect(await indexer.ended, indexer.output()).toBe(0)
      expect(await contents(database.url)).toEqual(await contents(whole.url))
    } finally {
      await node.close()
      await rm(folder, { recursive: true })
    }
  })

  test('a node that fails in the middle of an audit costs nothing but time', async () => {
    const database = await other()
    const node = await startProxy(every.chain.rpcUrl)
    let refused = 0
    node.rules.instead = (method) =>
      method === 'eth_getStorageAt' && ++refused % 40 === 7
        ? { error: { code: -32005, message: 'too many requests' } }
        : undefined
    try {
      await indexUntil(database.url, { ...chain, rpcUrl: node.url }, (await head()).hash)
      expect(refused).toBeGreaterThan(40)
      expect(await contents(database.url)).toEqual(await contents(whole.url))
    } finally {
      await node.close()
    }
  })

  test('the registry may announce one; one that is none of its kind is left out; a node without old states is asked again', async () => {
    const { chain: node, addresses, programs } = every
    const snapshot = await ask(node.rpcUrl, 'evm_snapshot')
    const registry = await node.deploy('ModuleRegistry', addressOf(DEPLOYER))
    const moduleId = stringToHex('payouts', { size: 32 })
    const { number: announced } = await node.block([
      registry.call(DEPLOYER, 'registerModule', moduleId, 'Payouts', ''),
      registry.call(DEPLOYER, 'addContract', moduleId, addresses.circles, 'Hub'),
      registry.call(DEPLOYER, 'registerProgram', moduleId, addresses.circles, 'circles-v2', 'Neighbours'),
    ])
    const pruned = await startProxy(node.rpcUrl)
    pruned.rules.instead = (method, [, block]) =>
      method === 'eth_getCode' && Number(block) < 20
        ? { error: { code: -32000, message: 'missing trie node' } }
        : undefined
    const [ubi] = programs
    const identity = ubi?.parts?.identity
    const database = await other()
    try {
      const said = await indexUntil(
        database.url,
        chainConfig(pruned.url, {
          registry: registry.address,
          programs: [
            ...programs.slice(0, 1),
            { kind: 'merkle-distributor', address: identity, name: 'None' },
          ],
        }),
        (await head()).hash,
      )
      const [known] = await rowsOf<{ first: number }>(
        database.url,
        `SELECT block_number::int AS first FROM program WHERE kind = 'gooddollar-ubi'`,
      )
      expect(known?.first).toBeGreaterThanOrEqual(20)
      expect(
        await rowsOf(
          database.url,
          `SELECT name, block_number::int AS first FROM program WHERE kind <> 'gooddollar-ubi'`,
        ),
      ).toEqual([{ name: 'Neighbours', first: Number(announced) }])
      expect(said.filter((line) => line.startsWith('The program None at'))).toEqual([
        expect.stringMatching(
          / is not looked at yet, because the node cannot say what was there at block 4: /,
        ),
        `The program None at ${identity} is left out: The contract at ${identity} on chain 31337 is no Merkle distributor: it does not answer token().`,
      ])
    } finally {
      await pruned.close()
      await ask(node.rpcUrl, 'evm_revert', [snapshot])
    }
  })

  test('a reorganisation takes the audits that its blocks set off, and the payments that they listed', async () => {
    const client = await connect(whole.url)
    const fresh = await other()
    try {
      await withIndexer(whole.url, chain, async () => {
        const kept: unknown[] = []
        // Two blocks take what ended with September; two more the last claim, and what ended before it.
        for (const depth of [0, 2, 4]) {
          if (depth > 0) await ask(every.chain.rpcUrl, 'anvil_reorg', [depth, []])
          await checkpointAt(client, (await head()).hash)
          const [row] = await rowsOf(
            whole.url,
            `SELECT (SELECT count(*)::int FROM period) AS periods, (SELECT count(*)::int FROM report) AS reports,
               (SELECT count(*)::int FROM payment) AS payments`,
          )
          kept.push(row)
        }
        expect(kept).toEqual([
          { periods: 23, reports: 21, payments: 18 },
          { periods: 19, reports: 17, payments: 15 },
          { periods: 13, reports: 11, payments: 14 },
        ])
        await ask(every.chain.rpcUrl, 'evm_mine', [`0x${every.october.toString(16)}`])
        await checkpointAt(client, (await head()).hash)
      })
      await indexUntil(fresh.url, chain, (await head()).hash)
      const [expected, found] = [await contents(fresh.url), await contents(whole.url)]
      for (const [table, rows] of Object.entries(expected)) expect(found[table], table).toEqual(rows)
      await expectRollupsOfBlocks(whole.url)
    } finally {
      await client.end()
    }
  })
})
