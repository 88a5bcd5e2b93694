import type { ClientBase, QueryResultRow } from 'pg'

/** Rows fetched at a time. */
const BATCH = 2000

/**
 * The rows of a query, of which a batch is held at a time. Needs a transaction: a cursor that is not read to its end is closed with
 * it.
 * @param name of the cursor, unlike those of others that are open in the transaction
 */
export async function* rowsOf<Row extends QueryResultRow>(
  client: ClientBase,
  name: string,
  query: string,
  values: unknown[],
  batch = BATCH,
): AsyncGenerator<Row> {
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values)
  let fetched = batch
  while (fetched === batch) {
    const { rows } = await client.query<Row>(`FETCH ${batch} FROM ${name}`)
    yield* rows
    fetched = rows.length
  }
  await client.query(`CLOSE ${name}`)
}
