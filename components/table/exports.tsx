const FORMATS = [
  ['csv', 'CSV'],
  ['ndjson', 'NDJSON'],
  ['parquet', 'Parquet'],
] as const

/** All rows behind a table, in each form; `href` has a query already. */
export function Exports({ href }: { href: string }) {
  // The spaces part the links where they stand in a line of text.
  return FORMATS.map(([format, name]) => [
    <a key={format} href={`${href}&format=${format}`} download>
      {name}
    </a>,
    ' ',
  ])
}

/** A line below a table with all of its rows to take away: "All of them: CSV NDJSON Parquet". */
export function ExportLine({ what, href }: { what: string; href: string }) {
  return (
    <p className="note export-line">
      {what}: <Exports href={href} />
    </p>
  )
}
