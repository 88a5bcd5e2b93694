import { spawn } from 'node:child_process'
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

describe.skipIf(!hasMainnet)(
  `recorded mainnet blocks${hasMainnet ? '' : ` (skipped: no ${MAINNET})`}`,
  () => {
    let node: RunningNode

    beforeAll(async () => {
      node = await startScript(`${MAINNET}/rpc.mjs`)
    })

    afterAll(async () => {
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
    'Use: npm run analyse -- --rpc URL --block NUMBER[,NUMBER] [--policy storage|accounts|strict] [--workers COUNT[,COUNT]] [--json]'

  test.each([
    [['--block', '1'], 'No node is named: add --rpc URL, or set RPC_URL.'],
    [['--rpc', 'http://127.0.0.1:1'], `Name at least one block with --block. ${usage}`],
    [['--rpc', 'http://127.0.0.1:1', '--block', '1,x'], `--block cannot be "x". ${usage}`],
    [['--rpc', 'http://127.0.0.1:1', '--block', '1', '--workers', '0'], `--workers cannot be "0". ${usage}`],
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
