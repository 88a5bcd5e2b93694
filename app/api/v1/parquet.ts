import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { ExportColumn } from './export'

const GROUP_ROWS = 10_000

/** A Parquet file in pieces, one a group of rows; `facts` stand in its metadata. */
export async function* parquetChunks<Row>(
  facts: Record<string, string>,
  columns: readonly ExportColumn<Row>[],
  source: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array, void> {
  const writer = new PieceWriter()
  const file = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, integer }) =>
        integer
          ? { name, type: 'INT64' as const, repetition_type: 'OPTIONAL' as const }
          : {
              name,
              type: 'BYTE_ARRAY' as const,
              converted_type: 'UTF8' as const,
              repetition_type: 'OPTIONAL' as const,
            },
      ),
    ],
    kvMetadata: Object.entries(facts).map(([key, value]) => ({ key: `parascope.${key}`, value })),
    createdBy: 'parascope',
  })
  let group: Row[] = []
  for await (const row of source) {
    group.push(row)
    if (group.length < GROUP_ROWS) continue
    await file.write({ columnData: columnData(columns, group), rowGroupSize: GROUP_ROWS })
    group = []
    yield writer.take()
  }
  if (group.length > 0) await file.write({ columnData: columnData(columns, group), rowGroupSize: GROUP_ROWS })
  await file.finish()
  yield writer.take()
}

function columnData<Row>(columns: readonly ExportColumn<Row>[], rows: readonly Row[]) {
  return columns.map(({ name, integer, cell }) => ({
    name,
    data: rows.map((row) => {
      const value = cell(row) ?? null
      return value === null ? null : integer ? BigInt(value) : String(value)
    }),
  }))
}

/** Keeps the place in the file, and hands out what was written since the last piece. */
class PieceWriter extends ByteWriter {
  take(): Uint8Array {
    const piece = this.getBytes().slice()
    this.index = 0
    return piece
  }
}
