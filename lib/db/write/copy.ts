import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { columns, encodeRow, type Table } from './table'

/** Characters a chunk: large enough to be cheap, small enough not to hold a batch twice in memory. */
const CHUNK = 1 << 16

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/**
 * Writes rows by COPY in text format, on the caller's connection and in the caller's transaction.
 * Throws what Postgres says, or a TypeError naming the field that could not be encoded.
 */
export async function copyRows<Row>(
  client: ClientBase,
  table: Table<Row>,
  chainId: bigint,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const names = ['chain_id', ...columns(table)].map((name) => `"${name}"`).join(', ')
  // Encoded before the stream is opened: a row that cannot be encoded must not leave a COPY half way.
  const chunks = [...encodeChunks(table, chainId, rows)]
  await pipeline(Readable.from(chunks), client.query(copyFrom(`COPY "${table.name}" (${names}) FROM STDIN`)))
}

/** The text that COPY reads: a line a row, tabs between columns, `\N` for null. */
export function* encodeChunks<Row>(
  table: Table<Row>,
  chainId: bigint,
  rows: readonly Row[],
): Generator<string> {
  let chunk = ''
  for (const row of rows) {
    chunk += String(chainId)
    for (const value of encodeRow(table, row)) chunk += `\t${value === null ? '\\N' : escapeText(value)}`
    chunk += '\n'
    if (chunk.length >= CHUNK) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk) yield chunk
}

function escapeText(value: string): string {
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
    : value
}
