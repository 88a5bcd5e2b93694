import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '@/lib/ports'
import { expectedBlocks, hasMainnet, MAINNET } from '@/tests/mainnet'
import { type RunningNode, startScript } from '../rpc/nodes'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** The command as a person gives it, with no database named. */
function analyse(args: readonly string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn('npm', ['run', '--silent', 'analyse', '--', ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: undefined, RPC_URL: undefined, PARASCOPE_CONFIG: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, error: withoutNpm(error) }))
  })
}

/** npm warns on its own configuration, which is none of ours. */
const withoutNpm = (text: string) => text.replace(/^npm .*\n/gm, '').trim()

/** Modules of real contracts, by each of the three rules. */
const MODULES = {
  modules: [
    {
      id: 'dex',
      name: 'DEX',
      // Uniswap's two deployers, and the code of its version 2 pairs.
      deployers: ['0x9C33eaCc2F50E39940D3AfaF2c7B8246B681A374', '0x6c9fc64a53c1b71fb3f9af64d1ae3a4931a5f4e9'],
      codeHashes: ['0x5b83bdbcc56b2e630f2807bbadd2b0c21619108066b92a58de081261089e9ce5'],
    },
    {
      id: 'stable-coins',
      name: 'Stable coins',
      addresses: [{ address: '0xdAC17F958D2ee523a2206206994597C13D831ec7', label: 'USDT' }],
      deployers: ['0x95ba4cf87d6723ad9c0db21737d862be80e93911'],
    },
    { id: 'weth', name: 'Wrapped ether', addresses: ['0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'] },
  ],
}

const reports = z.array(
  z.object({
    policies: z.object({
      accounts: z.object({
        modules: z.array(z.looseObject({})),
        moduleConflicts: z.array(
          z.object({ earlierModule: z.string(), laterModule: z.string(), edges: z.number() }),
        ),
      }),
    }),
    members: z.array(
      z.object({ module: z.object({ id: z.string() }), contracts: z.array(z.looseObject({})) }),
    ),
  }),
)

function moduleRow(moduleId: string, figures: number[]) {
  const [touchingTxs, homeTxs, crossModuleTxs, edges, conflictedTxs, homeGas, touchingGas, criticalPathGas] =
    figures
  return {
    ...{ moduleId, touchingTxs, homeTxs, crossModuleTxs, edges, conflictedTxs, homeGas },
    ...{ touchingGas, criticalPathGas },
  }
}

describe.skipIf(!hasMainnet)(
  `recorded mainnet blocks${hasMainnet ? '' : ` (skipped: no ${MAINNET})`}`,
  () => {
    let node: RunningNode
    let folder: string

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'parascope-analyse-'))
      node = await startScript(`${MAINNET}/rpc.mjs`)
    })

    afterAll(async () => {
      await rm(folder, { recursive: true })
      await node.stop()
    })

    test('all of them in one call have exactly the published metrics', async () => {
      const expected = expectedBlocks()
      const numbers = expected.map(({ number }) => number)
      const { code, out, error } = await analyse(['--rpc', node.url, '--block', numbers.join(','), '--json'])
      expect({ code, error }).toEqual({ code: 0, error: '' })
      const found = z.array(z.looseObject({ number: z.number(), source: z.string() })).parse(JSON.parse(out))
      expect(found.map(({ number }) => number)).toEqual(numbers)
      found.forEach((block, at) => {
        expect(block).toMatchObject(expected[at] ?? {})
        expect(block.source).toBe('traced')
      })
      const failed = z
        .array(z.object({ number: z.number(), verification: z.record(z.string(), z.looseObject({})) }))
        .parse(found)
        .filter(({ verification }) => Object.values(verification).some(({ verdict }) => verdict === 'fail'))
      // Receipts of before Byzantium carry a state root, which was not recorded.
      expect(failed.map(({ number }) => number)).toEqual([2179522, 2641321, 4330482])
    })

    test('a person reads a table, and is told of a check that failed', async () => {
      const { code, out, error } = await analyse([
        ...['--rpc', node.url, '--block', '2179522'],
        ...['--policy', 'storage', '--workers', '3,2'],
      ])
      expect({ code, error }).toEqual({ code: 0, error: '' })
      const lines = out.split('\n')
      expect(lines[0]).toBe('Block 2179522 of chain 1: 222 transactions, 4,698,004 gas, 2016-09-01T13:20:35Z')
      expect(lines).toContain('  verification  7 of 9 checks pass')
      expect(out).toContain('FAILED: receiptsRoot: the receipts give 0x')
      expect(out).toMatch(/^ {2}speedup bound +155\.92$/m)
      expect(lines).toContain('  speedup, policy storage          3 workers   2 workers')
      expect(lines).toContain('  No key makes a transaction wait under policy storage.')
    })

    test('modules of a file have the metrics that a separate program found', async () => {
      const file = join(folder, 'modules.json')
      await writeFile(file, JSON.stringify(MODULES))
      const args = ['--rpc', node.url, '--block', '19932148', '--policy', 'accounts', '--modules', file]
      const { code, out, error } = await analyse([...args, '--json'])
      expect({ code, error }).toEqual({ code: 0, error: '' })
      const [block] = reports.parse(JSON.parse(out))
      const metrics = block?.policies.accounts
      expect(metrics?.modules).toEqual([
        moduleRow('dex', [30, 0, 0, 4, 6, 0, 5_275_262, 397_016]),
        moduleRow('stable-coins', [68, 57, 0, 34, 41, 2_613_068, 4_979_231, 720_013]),
        moduleRow('transfer', [78, 78, 0, 10, 14, 1_638_052, 1_638_052, 168_000]),
        moduleRow('unassigned', [103, 89, 39, 6, 8, 10_011_532, 10_671_042, 720_013]),
        moduleRow('weth', [35, 3, 0, 28, 27, 116_156, 5_753_082, 2_198_766]),
      ])
      expect(
        metrics?.moduleConflicts.map(({ earlierModule, laterModule, edges }) => [
          earlierModule,
          laterModule,
          edges,
        ]),
      ).toEqual([
        ['stable-coins', 'stable-coins', 36],
        ['stable-coins', 'unassigned', 3],
        ['transfer', 'stable-coins', 2],
        ['transfer', 'transfer', 10],
        ['transfer', 'unassigned', 2],
        ['unassigned', 'stable-coins', 3],
        ['unassigned', 'transfer', 1],
        ['unassigned', 'unassigned', 34],
        ['weth', 'unassigned', 1],
      ])
      expect(block?.members.map(({ module, contracts }) => [module.id, contracts.length])).toEqual([
        ['dex', 29],
        ['stable-coins', 2],
        ['weth', 1],
      ])
      const text = await analyse(args)
      expect(text.out).toContain('0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48   deployer\n')
      expect(text.out).toContain('0xdac17f958d2ee523a2206206994597c13d831ec7   address   USDT\n')
      expect(text.out).toContain('load imbalance, largest / mean home gas of the modules declared: 2.87\n')
    })

    test('a modules file that is wrong is one sentence', async () => {
      const file = join(folder, 'wrong.json')
      await writeFile(file, '{"modules": [{"id": "unassigned", "name": "x", "addresses": []}]}')
      expect(await analyse(['--rpc', node.url, '--block', '19932148', '--modules', file])).toEqual({
        code: 1,
        out: '',
        error: `${file}: modules[0].id must be another word: unassigned and transfer mean contracts and accounts of no module (docs/modules.md describes the file).`,
      })
    })

    test('what if, and advice, for programs', async () => {
      const weth = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'
      const { code, out, error } = await analyse([
        ...['--rpc', node.url, '--block', '19932148', '--policy', 'accounts', '--workers', '16'],
        ...['--what-if', `b:${weth}=commutative`, '--what-if', `${weth}=module:money`, '--advice', '--json'],
      ])
      expect({ code, error }).toEqual({ code: 0, error: '' })
      const [block] = z
        .array(z.looseObject({ whatIf: z.unknown(), advice: z.unknown() }))
        .parse(JSON.parse(out))
      expect(block?.whatIf).toMatchObject([
        {
          target: `b:${weth}`,
          action: 'commutative',
          policies: {
            accounts: {
              keys: 1,
              freed: { criticalPathGas: 1_148_192, waitingGas: 1_078_788, moduleMakespanGas: 0 },
              before: { edges: 92, criticalPathGas: 2_198_766, makespanGas16: 2_198_766 },
              after: { edges: 74, criticalPathGas: 1_050_574, makespanGas16: 1_050_574 },
              difference: { edges: -18, components: 17, optimisticAborts16: -1 },
            },
          },
        },
        {
          target: weth,
          action: 'module:money',
          policies: {
            accounts: { keys: 51, freed: { criticalPathGas: 0, waitingGas: 0, moduleMakespanGas: 71_118 } },
          },
        },
      ])
      expect(block?.advice).toMatchObject({
        accounts: {
          before: { criticalPathGas: 2_198_766, waitingGas: 4_984_587 },
          tried: 36,
          targets: 51,
          ranked: [
            { target: weth, kind: 'contract', freed: { criticalPathGas: 1_478_753 } },
            { target: `b:${weth}`, kind: 'key', splitAfter: { criticalPathGas: 1_073_279 } },
            {},
            {},
            {},
            {},
            {},
            {},
            {},
          ],
        },
      })
    })

    test('what if, and advice, for a person', async () => {
      const { code, out, error } = await analyse([
        ...['--rpc', node.url, '--block', '19932148', '--policy', 'accounts', '--workers', '16'],
        ...['--what-if', 'b:0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2=commutative', '--advice'],
        ...['--what-if', 'defi=commutative'],
      ])
      expect({ code, error }).toEqual({ code: 0, error: '' })
      const lines = out.split('\n')
      expect(lines).toContain(
        '  what if, policy accounts: Make balance of 0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2 commutative',
      )
      expect(out).toMatch(/^ {2}Critical path, gas +2,198,766 +1,050,574 +-1,148,192$/m)
      expect(out).toMatch(/^ {2}Speedup bound +6\.54 +13\.69$/m)
      expect(lines).toContain('  what if, policy accounts: Make module defi commutative')
      expect(lines).toContain('  The block does not touch it: nothing changes.')
      expect(lines).toContain(
        '  advice, policy accounts: 36 of 51 keys, contracts and modules tried, hottest first',
      )
      expect(lines).toContain(
        '  2. Make balance of 0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2 commutative: the critical path falls from 2.20 M to 1.05 M gas, speedup bound 6.54 -> 13.69 (split 16 ways by sender: 13.40).',
      )
    })

    test('a block that the node does not have is one sentence', async () => {
      expect(await analyse(['--rpc', node.url, '--block', '7', '--json'])).toEqual({
        code: 1,
        out: '',
        error: `The node at ${node.url} does not have block 7.`,
      })
    })
  },
)

describe('what cannot be analysed', () => {
  const usage =
    'Use: npm run analyse -- --rpc URL --block NUMBER[,NUMBER] [--policy storage|accounts|strict] [--workers COUNT[,COUNT]] [--source traced|access-list|estimated] [--modules FILE] [--what-if TARGET=commutative|sharded:N|module:ID] [--advice] [--json]'

  test.each([
    [['--block', '1'], 'No node is named: add --rpc URL, or set RPC_URL.'],
    [['--rpc', 'http://127.0.0.1:1'], `Name at least one block with --block. ${usage}`],
    [['--rpc', 'http://127.0.0.1:1', '--block', '1,x'], `--block cannot be "x". ${usage}`],
    [['--rpc', 'http://127.0.0.1:1', '--block', '1', '--workers', '0'], `--workers cannot be "0". ${usage}`],
    [
      ['--rpc', 'http://127.0.0.1:1', '--block', '1', '--what-if', 'defi=faster'],
      '"faster" is no change: write commutative, sharded:N (2 to 4096), sharded:sender or module:ID.',
    ],
    [
      ['--rpc', 'http://127.0.0.1:1', '--block', '1', '--policy', 'all'],
      `--policy cannot be "all". ${usage}`,
    ],
  ])('%j', async (args, sentence) => {
    expect(await analyse(args)).toEqual({ code: 1, out: '', error: sentence })
  })

  test('where no node answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`
    expect(await analyse(['--rpc', url, '--block', '1'])).toEqual({
      code: 1,
      out: '',
      error: `No node answers at ${url}: connection refused. Start the node or correct RPC_URL.`,
    })
  })
})
