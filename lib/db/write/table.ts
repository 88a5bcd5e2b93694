import type { Encoder } from './encode'

/** A derived table: how each field of its row (named as in prisma/schema.prisma, without chainId) is encoded. */
export interface Table<Row> {
  readonly name: string
  readonly encoders: { readonly [Field in keyof Row]: Encoder<Row[Field]> }
}

export type RowOf<T> = T extends Table<infer Row> ? Row : never

/** Declares a table; the type of its rows follows from the encoders. */
export function table<Row>(
  name: string,
  encoders: { readonly [Field in keyof Row]: Encoder<Row[Field]> },
): Table<Row> {
  return { name, encoders }
}

/** The column names of a table, in the order of its encoders: `blockNumber` is `block_number`. */
export function columns<Row>({ encoders }: Table<Row>): string[] {
  return Object.keys(encoders).map((field) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

/** One row in the order of `columns`. */
export function encodeRow<Row>({ name, encoders }: Table<Row>, row: Row): (string | null)[] {
  const values: (string | null)[] = []
  for (const field in encoders) {
    try {
      values.push(encoders[field](row[field]))
    } catch (cause) {
      throw new TypeError(`${name}.${field}: ${cause instanceof Error ? cause.message : String(cause)}`)
    }
  }
  return values
}
