import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { parquetChunks } from '@/app/api/v1/parquet'

const columns = [
  { name: 'block', integer: true as const, cell: (row: { n: number }) => BigInt(row.n) },
  { name: 'amount', cell: (row: { n: number }) => 2n ** 200n + BigInt(row.n) },
  { name: 'note', cell: (row: { n: number }) => (row.n % 2 === 0 ? null : 'odd') },
]

async function* rows(count: number) {
  for (let n = 0; n < count; n++) yield { n }
}

describe('a Parquet file', () => {
  it('comes in pieces, one a group of rows, and is read back by another program', async () => {
    const pieces: Uint8Array[] = []
    for await (const piece of parquetChunks({ chain: '1', rows: '25000' }, columns, rows(25_000)))
      pieces.push(piece)
    expect(pieces.length).toBe(3)
    const file = await new Blob(pieces.map((piece) => Uint8Array.from(piece))).arrayBuffer()
    const metadata = parquetMetadata(file)
    expect(metadata.num_rows).toBe(25_000n)
    expect(metadata.row_groups.length).toBe(3)
    expect(metadata.key_value_metadata).toEqual([
      { key: 'parascope.chain', value: '1' },
      { key: 'parascope.rows', value: '25000' },
    ])
    const read = await parquetReadObjects({ file, rowStart: 19_999, rowEnd: 20_002 })
    expect(read).toEqual([
      { block: 19_999n, amount: `${2n ** 200n + 19_999n}`, note: 'odd' },
      { block: 20_000n, amount: `${2n ** 200n + 20_000n}`, note: null },
      { block: 20_001n, amount: `${2n ** 200n + 20_001n}`, note: 'odd' },
    ])
  })

  it('is whole without rows', async () => {
    const pieces: Uint8Array[] = []
    for await (const piece of parquetChunks({ rows: '0' }, columns, rows(0))) pieces.push(piece)
    const file = await new Blob(pieces.map((piece) => Uint8Array.from(piece))).arrayBuffer()
    expect(parquetMetadata(file).num_rows).toBe(0n)
  })
})
