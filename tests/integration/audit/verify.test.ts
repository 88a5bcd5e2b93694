import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { eventTopic } from '@/lib/audit/adapters/personhood-pay-topics'
import { verifyPaymentProof } from '@/lib/audit/payment-tree'
import type { Hex } from '@/lib/audit/types'
import { prismaClient } from '@/lib/db/client'
import { getPayments } from '@/lib/db/read/payments'
import { findInclusionProof, findReport } from '@/lib/db/read/reports'
import { createRpcClient } from '@/lib/rpc/client'
import { compareReports } from '@/lib/verify/compare'
import { statedFacts } from '@/lib/verify/known-state'
import { rebuildReport } from '@/lib/verify/rebuild'
import { typeScriptArgs } from '../../../scripts/start/services'
import { startChild } from '../../support/child'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { type NodeProxy, type ProxyRules, startProxy } from '../indexer/proxy'
import { chainConfig, headOf, indexUntil, lower, rowsOf } from '../indexer/support'

const CHAIN = 31337n
const EPOCHS = [1n, 2n]
/** Enough for two closed epochs of 20 blocks after the deployment, and a third that is open. */
const BLOCKS = 65

describe('a report, made again from a node alone', () => {
  let devnet: Devnet
  let database: TestDatabase
  let program: Hex
  let folder: string
  let proxy: NodeProxy
  const stored = new Map<bigint, Uint8Array>()

  beforeAll(async () => {
    devnet = await startTestDevnet({ settings: { epochDuration: 40, timelockDelay: 20 } })
    await devnet.runBlocks(BLOCKS)
    program = lower(devnet.program)
    database = await testDatabase()
    const chain = chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry) })
    await indexUntil(database.url, chain, (await headOf(devnet.rpcUrl)).hash)
    const db = prismaClient(database.url)
    for (const epoch of EPOCHS) {
      const report = await findReport(db, CHAIN, program, epoch)
      if (report === undefined) throw new Error(`no report of epoch ${epoch}`)
      stored.set(epoch, report.data)
    }
    folder = await mkdtemp(path.join(tmpdir(), 'parascope-verify-'))
    proxy = await startProxy(devnet.rpcUrl, { cache: true })
  })
  afterAll(async () => {
    await proxy?.close()
    await devnet?.stop()
    await database?.drop()
    if (folder) await rm(folder, { recursive: true })
  })

  const rebuild = async (epoch: bigint, rules: ProxyRules = {}, given?: string) => {
    proxy.rules = { cache: true, ...rules }
    const rpc = createRpcClient(proxy.url, { retries: 0 })
    return rebuildReport(rpc, {
      program,
      epoch,
      stated: given === undefined ? undefined : statedFacts(given),
    })
  }
  const storedText = (epoch: bigint) => new TextDecoder().decode(stored.get(epoch))

  test("is the indexer's, byte for byte", async () => {
    for (const epoch of EPOCHS) {
      const { report, result, believed, headers, blocks, final } = await rebuild(epoch)
      expect(report).toBe(storedText(epoch))
      expect(result.verdict).toBe('pass')
      expect(result.totals.payments).toBeGreaterThan(10)
      expect(believed).toEqual([])
      expect(headers).toBe(result.upTo.number + 1n)
      expect(blocks).toBeGreaterThan(20)
      expect(final).toBe(false)
    }
  })

  test('rests on events that were all understood', async () => {
    const kinds = await rowsOf<{ event: string }>(
      database.url,
      'SELECT DISTINCT event FROM program_event ORDER BY 1',
    )
    expect(kinds.map(({ event }) => event)).toEqual([
      'Claimed',
      'EpochClosed',
      'EpochOpened',
      'MemberAdded',
      'MemberRemoved',
      'ParameterChanged',
      'RegionMerged',
      'RegionSnapshot',
    ])
  })

  test('rests on proofs of personhood that all verify again', async () => {
    const proofs = await rowsOf<{ source: string; refusal: string | null; payments: number; proofs: number }>(
      database.url,
      `SELECT q.source, q.refusal, count(*)::int AS payments, count(DISTINCT q.proof)::int AS proofs
       FROM payment p LEFT JOIN payment_proof q USING (chain_id, block_number, log_index) GROUP BY 1, 2`,
    )
    expect(proofs).toEqual([
      { source: 'calldata', refusal: null, payments: expect.any(Number), proofs: proofs[0]?.payments },
    ])
    expect(proofs[0]?.payments).toBeGreaterThan(60)
  })

  test('proves each of its payments against its root', async () => {
    const db = prismaClient(database.url)
    const epoch = 1n
    const { root } = JSON.parse(storedText(epoch)).payments
    const payments = await getPayments(db, CHAIN, program, epoch, { limit: 1000 })
    for (const payment of payments.slice(0, 5)) {
      const found = await findInclusionProof(db, CHAIN, { program, epoch }, payment)
      expect(found?.root).toBe(root)
      if (found === undefined) throw new Error('no proof')
      const proof = found.proof.map((node): Hex => `0x${node.slice(2)}`)
      expect(verifyPaymentProof(root, found.payment, proof)).toBe(true)
    }
    const [first] = payments
    if (first === undefined) throw new Error('no payment')
    expect(await findInclusionProof(db, CHAIN, { program, epoch: 2n }, first)).toBeUndefined()
  })

  test('shows every changed bit of a given one, and where it is', () => {
    const given = stored.get(2n) ?? new Uint8Array()
    const right = storedText(2n)
    expect(compareReports(given, right)).toBeUndefined()
    for (let byte = 0; byte < given.length; byte++) {
      const changed = Uint8Array.from(given)
      changed[byte] = (changed[byte] ?? 0) ^ (1 << (byte % 8))
      expect(compareReports(changed, right)?.byte).toBe(byte)
    }
    const report = JSON.parse(right)
    report.payments.root = report.payments.root.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'))
    expect(compareReports(new TextEncoder().encode(JSON.stringify(report)), right)?.path).toBe(
      'payments.root',
    )
  })

  test('needs no old state where a given report states it, and says so', async () => {
    const pruned: ProxyRules = {
      instead: (method, params) =>
        method === 'eth_call' && Number(params[1]) <= 60
          ? { error: { code: -32000, message: 'missing trie node' } }
          : undefined,
    }
    const alone = await rebuild(2n, pruned)
    expect(alone.result.verdict).toBe('indeterminate')
    expect(alone.result.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual([
      'conservation',
      'solvency',
      'balance-recon',
      'supply',
      'schedule',
      'parameters-logged',
      'powers',
    ])
    const helped = await rebuild(2n, pruned, storedText(2n))
    expect(helped.report).toBe(storedText(2n))
    expect(helped.believed).toHaveLength(47)
  })

  describe('from a node that lies', () => {
    const claimed = eventTopic('Claimed')
    /** Changes the last digit of a text that stands at some key of the first object for which `pick` holds. */
    const altered = (value: unknown, key: string, pick: (object: Record<string, unknown>) => boolean) => {
      let done = false
      return JSON.parse(JSON.stringify(value), (_, item) => {
        if (done || typeof item !== 'object' || item === null || Array.isArray(item) || !pick(item))
          return item
        done = true
        const text = String(item[key])
        return { ...item, [key]: `${text.slice(0, -1)}${text.endsWith('1') ? '2' : '1'}` }
      })
    }
    const isClaim = (item: Record<string, unknown>) =>
      Array.isArray(item.topics) && item.topics[0] === claimed

    test.each([
      [
        'in a receipt',
        (method: string, _: unknown, result: unknown) =>
          method === 'eth_getBlockReceipts' ? altered(result, 'data', isClaim) : undefined,
        /^Block \d+ does not verify: (logsBloom|receiptsRoot): /,
      ],
      [
        'in a transaction',
        (method: string, params: unknown[], result: unknown) =>
          method === 'eth_getBlockByNumber' && params[1] === true
            ? altered(result, 'input', (item) => typeof item.input === 'string')
            : undefined,
        /^Block \d+ does not verify: transactions: /,
      ],
      [
        'in a header',
        (method: string, params: unknown[], result: unknown) =>
          method === 'eth_getBlockByNumber' && params[0] === '0x14'
            ? altered(result, 'receiptsRoot', (item) => 'receiptsRoot' in item)
            : undefined,
        /gives a false block 20: its header hashes to 0x/,
      ],
      [
        'in what it finds of logs',
        (method: string, _: unknown, result: unknown) =>
          method === 'eth_getLogs' ? altered(result, 'data', () => true) : undefined,
        /lies about log \d+ of block \d+/,
      ],
      [
        'about where the epoch before was closed',
        (method: string, _: unknown, result: unknown) =>
          method === 'eth_getLogs' && Array.isArray(result)
            ? result.filter(
                ({ topics }) => topics[0] !== eventTopic('EpochClosed') || BigInt(topics[1]) !== 1n,
              )
            : undefined,
        /leaves openings or closes of epochs out/,
      ],
    ])('%s: one sentence', async (_, change, sentence) => {
      const error = await rebuild(2n, { change }).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(Error)
      expect(error instanceof Error && error.message).toMatch(sentence)
      expect(error instanceof Error && error.message).not.toContain('\n')
    })
  })

  describe('on the command line', () => {
    const run = async (url: string, ...args: string[]) => {
      const child = startChild({
        command: process.execPath,
        args: typeScriptArgs('scripts/verify.ts', ['--rpc', url, ...args]),
        stop: { signal: 'SIGTERM', graceMs: 2000 },
      })
      return { code: await child.ended, said: child.said() }
    }
    const lastLine = (said: string) => said.trim().split('\n').at(-1)

    test('is compared with a file, and the rebuilt one can be kept', async () => {
      const file = path.join(folder, 'report.json')
      const kept = path.join(folder, 'kept.json')
      await writeFile(file, stored.get(2n) ?? '')
      const same = await run(
        devnet.rpcUrl,
        '--program',
        program,
        '--epoch',
        '2',
        '--report',
        file,
        '--write',
        kept,
      )
      expect(lastLine(same.said)).toBe(
        `The report in ${file} is the one that the chain gives, byte for byte.`,
      )
      expect(same.code).toBe(0)
      expect(new Uint8Array(await readFile(kept))).toEqual(stored.get(2n))
      await writeFile(file, storedText(2n).replace('"verdict":"pass"}', '"verdict":"fail"}'))
      const other = await run(devnet.rpcUrl, '--program', program, '--epoch', '2', '--report', file)
      expect(lastLine(other.said)).toMatch(
        /^The given report differs from the chain's at checks\[0\]\.verdict \(byte \d+\): it has "fail", the chain gives "pass"\.$/,
      )
      expect(other.code).toBe(1)
    })

    test.each([
      ['a program that never existed', `0x${'12'.repeat(20)}`, '1', /^There is no contract at 0x1212/],
      ['a contract that is no program', 'registry', '1', /is no payout program that can be audited/],
      [
        'an epoch that never opened',
        'program',
        '9',
        /has not opened epoch 9: it has opened epochs 1 to 3\.$/,
      ],
      ['an open epoch', 'program', '3', /^Epoch 3 of program 0x\w+ is still open at block \d+/],
      ['no address', '0x12', '1', /^--program must be an address/],
    ])('%s: one sentence', async (_, name, epoch, sentence) => {
      const addresses = new Map([
        ['registry', lower(devnet.registry)],
        ['program', program],
      ])
      const { code, said } = await run(
        devnet.rpcUrl,
        '--program',
        addresses.get(name) ?? name,
        '--epoch',
        epoch,
      )
      expect(lastLine(said)).toMatch(sentence)
      expect(said).not.toMatch(/\n\s+at /)
      expect(code).toBe(1)
    })

    test('a node that drops the connection half way: one sentence', async () => {
      let calls = 0
      proxy.rules = {
        cache: true,
        instead: () => {
          calls += 1
          if (calls > 60) throw new Error('dropped')
          return undefined
        },
      }
      const { code, said } = await run(proxy.url, '--program', program, '--epoch', '2')
      expect(lastLine(said)).toMatch(/^The connection to the node at \S+ broke/)
      expect(code).toBe(1)
    })
  })
})
