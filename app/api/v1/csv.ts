/** A column of an export: its name, and the cell as text, a number or an integer. */
export interface CsvColumn<Row> {
  name: string
  cell: (row: Row) => string | number | bigint
}

/** A file that states what it is: the first line, behind "#", says chain, blocks, the last block's hash and the rows. */
export interface CsvFile<Row> {
  /** without the ending */
  name: string
  statement: string
  columns: readonly CsvColumn<Row>[]
  rows: Iterable<Row> | AsyncIterable<Row>
}

const CHUNK_ROWS = 1000

/** Answers with a CSV file (RFC 4180, after its statement), written as the rows come. */
export function csvResponse<Row>(file: CsvFile<Row>): Response {
  const lines = linesOf(file)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let chunk = ''
      for (let i = 0; i < CHUNK_ROWS; i++) {
        const { done, value } = await lines.next()
        if (!done) chunk += value
        else {
          controller.enqueue(encoder.encode(chunk))
          controller.close()
          return
        }
      }
      controller.enqueue(encoder.encode(chunk))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}.csv"`,
      'cache-control': 'no-store',
    },
  })
}

async function* linesOf<Row>({ statement, columns, rows }: CsvFile<Row>): AsyncGenerator<string, void> {
  yield `# ${statement}\r\n`
  yield `${columns.map(({ name }) => name).join(',')}\r\n`
  for await (const row of rows) {
    yield `${columns.map(({ cell }) => quoted(String(cell(row)))).join(',')}\r\n`
  }
}

/** A cell: quoted where it has to be. Text that a spreadsheet would run as a formula is led by an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
