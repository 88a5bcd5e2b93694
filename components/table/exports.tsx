const FORMATS = [
  ['csv', 'CSV'],
  ['ndjson', 'NDJSON'],
  ['parquet', 'Parquet'],
] as const

/** All rows behind a table, in each form; `href` has a query already. */
export function Exports({ href }: { href: string }) {
  return FORMATS.map(([format, name]) => (
    <a key={format} href={`${href}&format=${format}`} download>
      {name}
    </a>
  ))
}
