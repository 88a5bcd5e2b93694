/** Lists of integers, one a row, in two flat arrays: row i is items[start[i]] to items[start[i + 1] - 1]. */
export interface Csr {
  rows: number
  start: Int32Array
  items: Int32Array
}

// Elements at an index that the caller knows to be inside. One function a type of array keeps each call site
// monomorphic, which the hot loops depend on.
export const int = (array: Int32Array, index: number): number => array[index] ?? 0
export const float = (array: Float64Array, index: number): number => array[index] ?? 0

/** Where arrays of integers come from; what is in them is of no account. */
export interface IntSource {
  ints(length: number): Int32Array
}

const HEAP: IntSource = { ints: (length) => new Int32Array(length) }

/** An Int32Array that grows. */
export class IntList {
  items: Int32Array
  length = 0
  readonly #source: IntSource

  constructor(capacity = 1024, source: IntSource = HEAP) {
    this.#source = source
    this.items = source.ints(Math.max(Math.ceil(capacity), 16))
  }

  push(value: number): void {
    if (this.length === this.items.length) {
      const grown = this.#source.ints(this.items.length * 2)
      grown.set(this.items)
      this.items = grown
    }
    this.items[this.length++] = value
  }

  /** A view of what has been pushed. */
  trimmed(): Int32Array {
    return this.items.subarray(0, this.length)
  }
}

/** The same relation seen from the other side: row i of the result lists, ascending, the rows that hold i. */
export function transpose(csr: Csr, source: IntSource = HEAP): Csr {
  const { rows, start, items } = csr
  const out = source.ints(int(start, rows))
  const turned = source.ints(rows + 1).fill(0)
  const count = int(start, rows)
  for (let e = 0; e < count; e++) {
    const column = int(items, e) + 1
    turned[column] = int(turned, column) + 1
  }
  for (let c = 0; c < rows; c++) turned[c + 1] = int(turned, c + 1) + int(turned, c)
  const next = source.ints(rows)
  next.set(turned.subarray(0, rows))
  for (let row = 0; row < rows; row++) {
    for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
      const column = int(items, e)
      const place = int(next, column)
      out[place] = row
      next[column] = place + 1
    }
  }
  return { rows, start: turned, items: out }
}

/** Rows of plain arrays as a Csr. */
export function toCsr(rows: readonly (readonly number[])[]): Csr {
  const start = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => {
    start[i + 1] = int(start, i) + row.length
  })
  return { rows: rows.length, start, items: Int32Array.from(rows.flat()) }
}

/** A Csr as plain arrays. */
export function fromCsr({ rows, start, items }: Csr): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(items.subarray(int(start, i), int(start, i + 1))))
}
