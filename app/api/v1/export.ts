import type { PrismaClient } from '@/lib/db/generated/client'
import { findBlock } from '@/lib/db/read/blocks'
import { plain } from '@/lib/format/json'
import { type CsvColumn, csvResponse } from './csv'
import { parquetChunks } from './parquet'
import { exportStatement } from './statement'

/** The forms in which everything can be taken away, without a limit of rows. */
export const EXPORT_FORMATS = ['csv', 'ndjson', 'parquet'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/**
 * A column of an export. Integers within 64 bits are marked, and are INT64 in Parquet; those of the EVM's 256 bits are decimal text
 * everywhere. What is not known is null.
 */
export interface ExportColumn<Row> {
  name: string
  integer?: true
  cell: (row: Row) => string | number | bigint | null | undefined
}

export interface ExportFile<Row> {
  /** without the ending */
  name: string
  chainId: bigint
  /** blocks that the rows stand on, both included */
  from: bigint
  to: bigint
  /** how many rows there are: an export that comes to another number breaks off */
  rows: number
  /** "program 0x…" */
  more?: readonly string[]
  columns: readonly ExportColumn<Row>[]
  /** in the order of the chain */
  source: AsyncIterable<Row>
}

const TYPES = { ndjson: 'application/x-ndjson', parquet: 'application/vnd.apache.parquet' } as const

/**
 * Answers with a file, written as the rows come: memory does not grow with their number. Each says what it is: CSV in its first line,
 * NDJSON in its first object, Parquet in its metadata.
 */
export async function exportResponse<Row>(
  db: PrismaClient,
  format: ExportFormat,
  file: ExportFile<Row>,
): Promise<Response> {
  const { name, columns } = file
  const source = complete(db, file, (await findBlock(db, file.chainId, file.to))?.hash)
  if (format === 'csv') {
    const statement = await exportStatement(db, file)
    return csvResponse({ name, statement, columns: columns.map(csvColumn), rows: source })
  }
  const facts = await factsOf(db, file)
  const chunks =
    format === 'ndjson' ? ndjsonLines(facts, columns, source) : parquetChunks(facts, columns, source)
  return new Response(streamOf(chunks), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

/** Range, block hash and row count by name. */
async function factsOf<Row>(
  db: PrismaClient,
  { chainId, from, to, rows, more = [] }: ExportFile<Row>,
): Promise<Record<string, string>> {
  const last = await findBlock(db, chainId, to)
  return {
    chain: `${chainId}`,
    fromBlock: `${from}`,
    toBlock: `${to}`,
    toBlockHash: last?.hash ?? 'unknown',
    rows: `${rows}`,
    ...(more.length > 0 && { of: more.join('; ') }),
  }
}

/**
 * The rows, as many as were stated and over the blocks that were stated. @throws where it is not so, for instance because the chain
 * was reorganised meanwhile: a file that is not what it says must not end well
 */
async function* complete<Row>(
  db: PrismaClient,
  { source, rows, chainId, to }: ExportFile<Row>,
  hash: string | undefined,
): AsyncGenerator<Row, void> {
  let written = 0
  for await (const row of source) {
    written += 1
    yield row
  }
  const now = (await findBlock(db, chainId, to))?.hash
  if (written !== rows || now !== hash) {
    throw new Error(
      `An export of ${rows} rows up to block ${to} came to ${written}: the chain changed meanwhile.`,
    )
  }
}

function csvColumn<Row>({ name, cell }: ExportColumn<Row>): CsvColumn<Row> {
  return { name, cell: (row) => cell(row) ?? '' }
}

async function* ndjsonLines<Row>(
  facts: Record<string, string>,
  columns: readonly ExportColumn<Row>[],
  source: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder()
  yield encoder.encode(`${JSON.stringify({ export: facts })}\n`)
  for await (const row of source) {
    const object = Object.fromEntries(columns.map(({ name, cell }) => [name, cell(row) ?? null]))
    yield encoder.encode(`${JSON.stringify(object, plain)}\n`)
  }
}

function streamOf(chunks: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return()
    },
  })
}
