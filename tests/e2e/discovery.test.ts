import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { parseModulesFile } from '@/lib/modules-file/parse'
import { ROOT } from '../../scripts/start/folders'
import { chainConfig, headOf, indexUntil, rowsOf as rowsOfDatabase } from '../integration/indexer/support'
import { type TestDatabase, testDatabase } from '../support/postgres'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, factOf, rowsOf } from './tables'

const shares = z.object({ gas: z.string(), inside: z.string(), cross: z.string(), unassigned: z.string() })
const answer = z.object({
  origin: z.literal('discovery'),
  from: z.string(),
  to: z.string(),
  modularity: z.number(),
  shares,
  declared: z.object({ shares, randIndex: z.number(), contracts: z.number() }),
  modules: z.array(
    z.object({
      id: z.string(),
      members: z.array(z.object({ contract: z.string(), label: z.string().nullable() })),
    }),
  ),
})
const RANGE = 'from=20&to=80'

async function discovered(query: string): Promise<unknown> {
  const response = await fetch(`${inject('site').url}/api/v1/modules/discovery?${query}`)
  expect(response.status).toBe(200)
  return response.json()
}

describe('modules discovered on the devnet', () => {
  let folder: string
  let file: string
  let database: TestDatabase

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parascope-discovery-'))
    file = join(folder, 'modules.json')
    database = await testDatabase()
  })
  afterAll(async () => {
    await rm(folder, { recursive: true })
    await database.drop()
  })

  test('are the same whenever they are asked for, and their gas adds up', async () => {
    const first = await discovered(RANGE)
    expect(await discovered(RANGE)).toEqual(first)
    const { modules, shares: found, declared, modularity } = answer.parse(first)
    expect(modules.length).toBeGreaterThan(2)
    expect(modularity).toBeGreaterThan(0.3)
    for (const { gas, inside, cross, unassigned } of [found, declared.shares])
      expect(BigInt(inside) + BigInt(cross) + BigInt(unassigned)).toBe(BigInt(gas))
    // Less has to cross between the groups found than between the modules declared.
    expect(BigInt(found.cross)).toBeLessThan(BigInt(declared.shares.cross))
  })

  test('come as a file that the command line and the indexer take, with the figures foretold', async () => {
    const { rpcUrl, url } = inject('site')
    const response = await fetch(`${url}/api/v1/modules/discovery?${RANGE}&format=modules.json`)
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="modules-31337-20-80.json"',
    )
    const text = await response.text()
    await writeFile(file, text)
    const { modules } = parseModulesFile(JSON.parse(text), file)
    const said = answer.parse(await discovered(RANGE))
    expect(modules.map(({ id, addresses }) => [id, addresses.map(({ address }) => address)])).toEqual(
      said.modules.map(({ id, members }) => [id, members.map(({ contract }) => contract)]),
    )

    const { code, out } = await analyse(['--rpc', rpcUrl, '--block', '40', '--modules', file, '--json'])
    expect(code).toBe(0)
    const reports = z
      .array(z.object({ members: z.array(z.object({ module: z.object({ id: z.string() }) })) }))
      .parse(JSON.parse(out))
    expect(reports[0]?.members.map(({ module }) => module.id)).toEqual(modules.map(({ id }) => id))

    // Without the registry, whose modules are stronger.
    await indexUntil(database.url, chainConfig(rpcUrl, { modulesFile: file }), (await headOf(rpcUrl)).hash)
    const [gas] = await rowsOfDatabase(
      database.url,
      `SELECT sum(gas_used) FILTER (WHERE cardinality(modules) > 1)::text AS cross,
         sum(gas_used) FILTER (WHERE modules = '{unassigned}')::text AS unassigned,
         sum(gas_used) FILTER (WHERE cardinality(modules) = 1 AND modules <> '{unassigned}')::text AS inside
       FROM transaction WHERE block_number BETWEEN 20 AND 80`,
    )
    const { cross, inside, unassigned } = said.shares
    expect(gas).toEqual({ cross, inside, unassigned: unassigned === '0' ? null : unassigned })
    expect(
      await rowsOfDatabase(database.url, `SELECT module_id AS id, origin FROM module ORDER BY ordinal`),
    ).toEqual(modules.map(({ id }) => ({ id, origin: 'configuration' })))
  })

  test('wrong questions are one sentence', async () => {
    const response = await fetch(`${inject('site').url}/api/v1/modules/discovery?from=9&to=3`)
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'The range from block 9 to block 3 is empty: "from" is above "to".' },
    ])
  })
})

describe('the page of discovered modules', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('says that it is a suggestion, and shows what the API has', async () => {
    const { page } = tab
    await visit(page, `/modules/discovery?${RANGE}`)
    expect(await page.locator('main').textContent()).toContain('nobody has declared these modules')
    expect(await page.locator('.page-head .verdict').textContent()).toBe('suggestion')
    const { modules } = answer.parse(await discovered(RANGE))
    const ids = await columnOf(page, 'Suggested modules', 'Id')
    expect(ids.map((id) => id.replace(/ new$/, '')).sort()).toEqual(modules.map(({ id }) => id).sort())
    expect(await factOf(page, 'Suggested')).toBe(`${modules.length}modules`)
    const lanes = await rowsOf(page, 'One lane a module')
    expect(lanes.map((row) => row.length)).toEqual([3, 3, 3, 3, 3])
    const link = page.getByRole('link', { name: 'Download modules.json' })
    expect(await link.getAttribute('href')).toBe(
      '/api/v1/modules/discovery?chain=31337&from=20&to=80&format=modules.json',
    )
  })

  test('is found from the declared modules, and works without scripts', async () => {
    const plain = await open({ javaScriptEnabled: false })
    try {
      await plain.page.goto('/modules')
      await plain.page.getByRole('link', { name: 'Discovered' }).click()
      expect(await plain.page.locator('h1').textContent()).toBe('Modules discovered')
      expect((await rowsOf(plain.page, 'Contracts of suggested modules')).length).toBeGreaterThan(5)
      await plain.page.getByRole('link', { name: '100', exact: true }).click()
      expect(new URL(plain.page.url()).search).toBe('?range=100')
    } finally {
      await plain.close()
    }
  })
})

/** `npm run analyse` as a person gives it. */
function analyse(args: readonly string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn('npm', ['run', '--silent', 'analyse', '--', ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: undefined, RPC_URL: undefined, PARASCOPE_CONFIG: undefined },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let out = ''
  child.stdout.on('data', (part) => {
    out += part
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out }))
  })
}
