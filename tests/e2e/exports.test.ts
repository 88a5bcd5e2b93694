import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, inject, test } from 'vitest'
import { z } from 'zod'

const facts = z.object({
  chain: z.literal('31337'),
  fromBlock: z.string(),
  toBlock: z.string(),
  toBlockHash: z.string().regex(/^0x[0-9a-f]{64}$/),
  rows: z.string(),
})

describe('an export', () => {
  const { url } = inject('site')
  const { program, payment } = inject('samples')

  test.each([
    [`/api/v1/programs/${program}/epochs/1/payments?`],
    [`/api/v1/programs/${program}/events?`],
    [`/api/v1/addresses/${payment.recipient}/transfers?`],
    [`/api/v1/payments?of=${payment.recipient}&`],
    ['/api/v1/blocks?'],
    ['/api/v1/metrics?policy=strict&'],
  ])('%s holds the same rows in each form, and says how many, of which blocks', async (path) => {
    const get = (format: string) => fetch(`${url}${path}format=${format}`)
    const lines = (await (await get('ndjson')).text()).trimEnd().split('\n')
    const { export: stated } = z.object({ export: facts }).parse(JSON.parse(lines[0] ?? ''))
    const rows = lines.slice(1).map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)))
    expect(rows.length).toBeGreaterThan(0)
    expect(stated.rows).toBe(`${rows.length}`)

    const csv = (await (await get('csv')).text()).trimEnd().split('\r\n')
    expect(csv[0]).toMatch(
      new RegExp(
        `^# chain 31337; blocks ${stated.fromBlock} to ${stated.toBlock}; hash of block ${stated.toBlock} ${stated.toBlockHash};.* ${rows.length} rows$`,
      ),
    )
    expect(csv[1]).toBe(Object.keys(rows[0] ?? {}).join(','))
    expect(csv.length).toBe(rows.length + 2)

    const file = await (await get('parquet')).arrayBuffer()
    const metadata = parquetMetadata(file)
    const found = Object.fromEntries(
      (metadata.key_value_metadata ?? []).map(({ key, value }) => [key.replace('parascope.', ''), value]),
    )
    expect(facts.parse(found)).toEqual(facts.parse(stated))
    expect(metadata.num_rows).toBe(BigInt(rows.length))
    const text = (row: Record<string, unknown>) =>
      Object.values(row).map((value) => (value === null ? null : String(value)))
    expect((await parquetReadObjects({ file })).map(text)).toEqual(rows.map(text))
  })

  test('of a range holds that range', async () => {
    const text = await (await fetch(`${url}/api/v1/blocks?format=ndjson&from=5&to=7`)).text()
    const [head, ...rows] = text.trimEnd().split('\n')
    expect(facts.partial().parse(JSON.parse(head ?? '').export)).toMatchObject({
      fromBlock: '5',
      toBlock: '7',
      rows: '3',
    })
    expect(rows.map((row) => JSON.parse(row).number)).toEqual(['5', '6', '7'])
    const wrong = await fetch(`${url}/api/v1/blocks?format=csv&from=9&to=7`)
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { error: 'The parameter "from" must not be above "to".' },
    ])
  })

  test.each([
    [`/program/${program}/epoch/1`, `/api/v1/programs/${program}/epochs/1/payments?`],
    [`/program/${program}`, `/api/v1/programs/${program}/events?`],
    [`/wallet?of=${payment.recipient}`, '/api/v1/payments?'],
    [`/address/${payment.recipient}?tab=payments`, '/api/v1/payments?'],
    [`/address/${payment.recipient}?tab=transfers`, `/api/v1/addresses/${payment.recipient}/transfers?`],
  ])('is on %s, in each form', async (path, address) => {
    const links = [...(await (await fetch(`${url}${path}`)).text()).matchAll(/href="([^"]+)"/g)]
      .map(([, href = '']) => href.replaceAll('&amp;', '&'))
      .filter((href) => href.startsWith(address))
    expect(links.map((href) => new URL(href, url).searchParams.get('format'))).toEqual([
      'csv',
      'ndjson',
      'parquet',
    ])
    for (const href of links) expect((await fetch(`${url}${href}`)).status).toBe(200)
  })

  test('of findings says so where nothing deviates', async () => {
    const get = (format: string) => fetch(`${url}/api/v1/findings?severity=all&format=${format}`)
    const [head, ...rows] = (await (await get('ndjson')).text()).trimEnd().split('\n')
    expect(rows).toEqual([])
    expect(facts.parse(JSON.parse(head ?? '').export).rows).toBe('0')
    expect(await (await get('csv')).text()).toMatch(
      /^# chain 31337; blocks 0 to \d+; hash of block \d+ 0x[0-9a-f]{64}; checks that failed or cannot be known; 0 rows\r\nprogram,epoch,/,
    )
    expect(parquetMetadata(await (await get('parquet')).arrayBuffer()).num_rows).toBe(0n)
  })
})
