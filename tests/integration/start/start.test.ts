import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freePort } from '@/lib/ports'
import type { ProcessMark } from '../../../scripts/start/processes'
import { until } from '../../support/until'
import { rowsOf } from '../indexer/support'
import { type Command, databaseOf, endAll, newHome, run, statusOf, untilGone } from './command'

/** A block of the workload, among the first: its hash tells one chain from another. */
const EARLY = 8

/** One home through all tests, which follow each other: each finds the state that the one before left. */
describe('npm start', { timeout: 900_000 }, () => {
  const home = newHome()
  let port: number
  let start: Command
  let processes: ProcessMark[]
  let known: { number: string; hash: string } | undefined

  afterAll(async () => {
    await endAll()
    home.remove()
  })

  const begin = async (...args: string[]) => {
    port = await freePort()
    start = run('start.mjs', home, ['--port', String(port), ...args])
    await start.says(`Parascope is at http://localhost:${port}`)
    processes = start.processes()
    expect(start.output()).not.toMatch(/^\s+at /m)
  }
  const indexedBeyond = (number: number) =>
    until(`block ${number} is passed`, async () => {
      const [chain] = await statusOf(port)
      return Number(chain?.indexedHead ?? -1) > number ? true : undefined
    })
  const blockAt = async (number: string) =>
    (
      await rowsOf<{ number: string; hash: string }>(
        databaseOf(home),
        `SELECT number::text, encode(hash, 'hex') AS hash FROM block WHERE number = $1`,
        [number],
      )
    )[0]

  test('brings up database, devnet, indexer and site, and prints the address', async () => {
    await begin()
    for (const step of ['Packages', 'Postgres', 'Migrations', 'Devnet', 'Indexer', 'Site build', 'Site']) {
      expect(start.output()).toContain(`✓ ${step} `)
    }
    await indexedBeyond(EARLY)
    expect(await statusOf(port)).toMatchObject([
      { chainId: '31337', name: 'Devnet', isDefault: true, source: 'traced' },
    ])
    const page = await fetch(`http://127.0.0.1:${port}/`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Devnet')
    known = await blockAt(`${EARLY}`)
    expect(known?.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test.runIf(process.getuid?.() === 0)('runs Postgres as another user where it is root itself', () => {
    const users = execFileSync('ps', ['-A', '-o', 'user=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(path.join(home.folder, 'postgres')))
      .map((line) => line.split(' ')[0])
    expect(users).toHaveLength(1)
    expect(users).not.toContain('root')
  })

  test('is refused while another start runs in the folder, and where the port is taken', async () => {
    const second = run('start.mjs', home, ['--port', String(await freePort())])
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(
      /Parascope runs in this folder already \(process \d+\): end it with Ctrl-C where it runs, or "kill \d+"\.\n/,
    )
    const other = newHome()
    const sameport = run('start.mjs', other, ['--port', String(port)])
    expect(await sameport.ended).toBe(1)
    expect(sameport.output()).toContain(
      `Port ${port} is taken by another program: stop it, or choose another, as in "npm start -- --port ${port + 1}".`,
    )
    expect(`${second.output()}${sameport.output()}`).not.toMatch(/^\s+at /m)
    other.remove()
    expect((await statusOf(port)).length).toBe(1)
  })

  test('starts a process again that ended by itself, and says so once', async () => {
    const record: unknown = JSON.parse(
      execFileSync('cat', [path.join(home.folder, 'run.json')], { encoding: 'utf8' }),
    )
    const indexer = pidOf(record, 'indexer')
    process.kill(indexer, 'SIGKILL')
    await start.says('! The indexer was ended by SIGKILL and starts again in 1 s')
    const [chain] = await statusOf(port)
    await indexedBeyond((chain?.indexedHead ?? 0) + 1)
    processes = start.processes()
  })

  test('leaves no process behind when it is killed hard', async () => {
    expect(processes.length).toBeGreaterThan(6)
    start.signal('SIGKILL')
    await start.ended
    await untilGone(processes)
  })

  test('goes on at the same blocks after that, without building the site again', async () => {
    await begin()
    expect(start.output()).not.toContain('building')
    await indexedBeyond(EARLY)
    expect(await blockAt(`${EARLY}`)).toEqual(known)
    expect(await rowsOf(databaseOf(home), 'SELECT * FROM reorg')).toEqual([])
  })

  test('ends everything at Ctrl-C', async () => {
    start.signal('SIGINT')
    expect(await start.ended).toBe(0)
    await untilGone(processes)
    expect(existsSync(path.join(home.folder, 'lock'))).toBe(false)
    expect(existsSync(path.join(home.folder, 'run.json'))).toBe(false)
  })

  test('begins anew with --reset', async () => {
    await begin('--reset')
    expect(start.output()).toContain('✓ Reset ')
    await indexedBeyond(EARLY)
    const fresh = await blockAt(`${EARLY}`)
    expect(fresh?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(fresh?.hash).not.toBe(known?.hash)
    start.signal('SIGTERM')
    expect(await start.ended).toBe(143)
    await untilGone(processes)
  })
})

function pidOf(record: unknown, name: string): number {
  const processes =
    typeof record === 'object' && record !== null && 'processes' in record ? record.processes : []
  for (const entry of Array.isArray(processes) ? processes : []) {
    if (entry.name === name) return Number(entry.pid)
  }
  throw new Error(`no ${name} is recorded`)
}
