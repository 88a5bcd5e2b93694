import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { typeScriptArgs } from '../../scripts/start/services'
import { type NodeProxy, startProxy, startWebPage } from '../integration/indexer/proxy'
import { lower } from '../integration/indexer/support'
import { startChild } from '../support/child'
import { LIES, type Lie, type LieName, liesAbout } from '../support/one-bit'
import { type Tab, useBrowser, visit } from './browser'
import { rowsOf } from './tables'

const EPOCH = '2'

/** Waits until the verification has come to its end, and gives what it says. */
async function verified(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.locator('.verify-outcome, .state.error').first().waitFor({ timeout: 240_000 })
  const said = page.locator('.verify-outcome, .state.error > p').first()
  return ((await said.textContent()) ?? '').trim()
}

/** A block with one bit of its receipts' root turned. */
function withOtherRoot(block: unknown): unknown {
  const text = JSON.stringify(block)
  return JSON.parse(
    text.replace(
      /("receiptsRoot":"0x[0-9a-f]{63})([0-9a-f])/,
      (_, start: string, last: string) => `${start}${(Number.parseInt(last, 16) ^ 1).toString(16)}`,
    ),
  )
}

async function download(page: Page): Promise<Uint8Array> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the report' }).click(),
  ])
  return new Uint8Array(await readFile(await file.path()))
}

describe('the report of an epoch', () => {
  const open = useBrowser()
  const { program } = inject('samples')
  const { url, rpcUrl } = inject('site')
  let folder: string
  let tab: Tab
  let proxy: NodeProxy
  let ours: Uint8Array
  let lies: Record<LieName, Lie>
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'parascope-verify-'))
    proxy = await startProxy(rpcUrl, { cache: true })
    const answer = await fetch(`${url}/api/v1/programs/${program}/epochs/${EPOCH}/report`)
    ours = new Uint8Array(await answer.arrayBuffer())
    lies = await liesAbout(rpcUrl, lower(program), BigInt(EPOCH))
    tab = await open()
  })
  afterAll(async () => {
    await tab?.close()
    await proxy?.close()
    await rm(folder, { recursive: true })
  })

  /** The page with all fields filled, ready to begin. */
  async function ready(node: string, epoch = EPOCH): Promise<Page> {
    const { page } = tab
    await page.goto('about:blank')
    await visit(page, `/verify?rpc=${encodeURIComponent(node)}&program=${program}&epoch=${epoch}`)
    await page.locator('button.primary:enabled').waitFor()
    return page
  }
  const give = (page: Page, bytes: Uint8Array) =>
    page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'report.json', mimeType: 'application/json', buffer: Buffer.from(bytes) })

  test('is the same, byte for byte, from the site, the command line and the browser', async () => {
    const page = await ready(rpcUrl)
    await page.getByRole('button', { name: 'Load the one that this site keeps' }).click()
    await page.getByText(`${ours.length.toLocaleString('en-US')} bytes`).waitFor()
    const requests: string[] = []
    const listen = (request: { url(): string }) => requests.push(request.url())
    page.on('request', listen)
    expect(await verified(page)).toContain('The given report is the one that the chain gives, byte for byte.')
    page.off('request', listen)
    expect(new Set(requests.map((address) => new URL(address).origin))).toEqual(new Set([rpcUrl]))
    expect((await rowsOf(page, 'Checks')).map(([verdict]) => verdict)).toEqual(
      (await rowsOf(page, 'Checks')).map(() => 'pass'),
    )
    const fromBrowser = await download(page)

    const kept = path.join(folder, 'kept.json')
    const child = startChild({
      command: process.execPath,
      args: [
        ...typeScriptArgs('scripts/verify.ts', ['--rpc', rpcUrl]),
        ...['--program', program, '--epoch', EPOCH, '--write', kept],
      ],
      stop: { signal: 'SIGTERM', graceMs: 2000 },
    })
    expect(await child.ended).toBe(0)
    const fromCommandLine = new Uint8Array(await readFile(kept))

    expect(ours.length).toBeGreaterThan(1000)
    expect(fromBrowser).toEqual(ours)
    expect(fromCommandLine).toEqual(ours)
    expect(tab.takeFaults()).toEqual([])
  })

  test('is compared without the site: its fields stand where no browser sends them', async () => {
    const page = await ready(rpcUrl)
    expect(new URL(page.url()).search).toBe('')
    expect(new URL(page.url()).hash).toContain('rpc=http')
    await page.reload()
    await page.locator('button.primary:enabled').waitFor()
    expect(await page.getByLabel('Node (JSON-RPC)').inputValue()).toBe(rpcUrl)
    expect(await page.getByLabel('Epoch').inputValue()).toBe(EPOCH)
  })

  test.each([
    ['root', /("payments":\{.*"root":"0x)(.)/],
    ['amount of a region', /("amount":")(\d)/],
    ['input', /("budget":")(\d)/],
    ['verdict', /("verdict":")(p)/],
    ['block hash', /("hash":"0x)(.)/],
  ])('shows a changed %s in a given report, and where it is', async (_, place) => {
    const text = new TextDecoder().decode(ours)
    const at = text.search(place) + (place.exec(text)?.[1]?.length ?? 0)
    const changed = Uint8Array.from(ours)
    changed[at] = (changed[at] ?? 0) ^ 1
    const page = await ready(rpcUrl)
    await give(page, changed)
    const said = await verified(page)
    expect(said).toContain('differs')
    expect(said).toContain(`(byte ${at})`)
    expect(said).toMatch(/The given report differs from the chain's at [a-zA-Z0-9[\].]+ /)

    const file = path.join(folder, 'changed.json')
    await writeFile(file, changed)
    const child = startChild({
      command: process.execPath,
      args: [
        ...typeScriptArgs('scripts/verify.ts', ['--rpc', rpcUrl]),
        ...['--program', program, '--epoch', EPOCH, '--report', file],
      ],
      stop: { signal: 'SIGTERM', graceMs: 2000 },
    })
    expect(await child.ended).toBe(1)
    expect(child.said()).toContain(`(byte ${at})`)
  })

  test.each(LIES)('is refused from a node that changes one bit of a %s, and where is said', async (name) => {
    const { change, sentence } = lies[name]
    proxy.rules = { cache: true, change }
    const said = await verified(await ready(proxy.url))
    expect(said.startsWith(sentence), said).toBe(true)
    expect(await tab.page.getByRole('table', { name: 'Checks' }).count()).toBe(0)
  })

  test('is refused from a node that changes one bit of a header', async () => {
    const wanted = `0x${lies.payment.block.toString(16)}`
    proxy.rules = {
      cache: true,
      change: (method, [number], result) =>
        method === 'eth_getBlockByNumber' && number === wanted ? withOtherRoot(result) : result,
    }
    expect(await verified(await ready(proxy.url))).toMatch(
      new RegExp(`gives a false block ${lies.payment.block}: its header hashes to 0x`),
    )
    expect(await tab.page.getByRole('table', { name: 'Checks' }).count()).toBe(0)
  })

  test('can be cancelled, and begun again', async () => {
    let held: (() => void) | undefined
    const holding = new Promise<void>((resolve) => {
      held = resolve
    })
    let asked: (() => void) | undefined
    const underWay = new Promise<void>((resolve) => {
      asked = resolve
    })
    const slow = await startProxy(rpcUrl, { onCall: () => asked?.(), before: () => holding })
    const page = await ready(slow.url)
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await underWay
    await page.getByRole('progressbar', { name: 'Progress of the verification' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('Cancelled.').waitFor()
    held?.()
    expect(await verified(page)).toContain('Audit')
    await slow.close()
  })

  test.each([
    ['http://127.0.0.1:9/', EPOCH, /^This browser could not ask the node at http:\/\/127\.0\.0\.1:9: /],
    ['page', EPOCH, /^This browser could not ask the node at .* does not let web pages ask it \(CORS\)\./],
    ['node', '3', /^Epoch 3 of program 0x\w+ is still open at block \d+/],
    ['node', '99', /has not opened epoch 99: it has opened epochs 1 to 3\.$/],
  ])('from %s, epoch %s: one sentence', async (node, epoch, sentence) => {
    const web = await startWebPage()
    const page = await ready(node === 'page' ? web.url : node === 'node' ? rpcUrl : node, epoch)
    const said = await verified(page)
    expect(said).toMatch(sentence)
    await web.close()
    tab.takeFaults()
  })

  test.each([
    ['', program, '1', 'Name a node of your choice by its address.'],
    ['ftp://node', program, '1', 'The address of the node must begin with http:// or https://.'],
    ['http://node', '0x12', '1', 'The program must be an address: 0x and 40 hexadecimal digits.'],
    ['http://node', program, 'one', 'The epoch must be a whole number.'],
  ])('asked for with %s %s %s: one sentence', async (rpc, address, epoch, sentence) => {
    const { page } = tab
    await page.goto('about:blank')
    await visit(page, `/verify?rpc=${encodeURIComponent(rpc)}&program=${address}&epoch=${epoch}`)
    await page.locator('button.primary:enabled').click()
    expect(await page.locator('.verify-go [role=alert]').textContent()).toBe(sentence)
  })

  test('is one click from the page of its epoch', async () => {
    const { page } = tab
    await visit(page, `/program/${program}/epoch/${EPOCH}`)
    await page.getByRole('link', { name: 'verify this epoch in your browser' }).click()
    await page.locator('button.primary:enabled').waitFor()
    expect(await page.getByLabel('Program', { exact: true }).inputValue()).toBe(program)
    expect(await page.getByLabel('Epoch').inputValue()).toBe(EPOCH)
  })
})
