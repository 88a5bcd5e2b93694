/** Rows of text as lines with aligned columns: the first column to the left, numbers to the right. */
export function alignedRows(rows: readonly (readonly string[])[], indent = 2): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const aligned = (cell: string, column: number) => {
    const width = widths[column] ?? 0
    return column === 0 ? cell.padEnd(width) : cell.padStart(width)
  }
  return rows.map((row) => `${' '.repeat(indent)}${row.map(aligned).join('   ')}`.trimEnd())
}

/** An integer in groups of three digits. */
export const grouped = (value: bigint | number): string => value.toLocaleString('en-US')

/** One amount over another with two decimals; a dash where there is nothing to divide by. */
export function ratio(above: bigint, below: bigint): string {
  return below === 0n ? '–' : (Number(above) / Number(below)).toFixed(2)
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}
