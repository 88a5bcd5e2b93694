const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}]+/gu

/**
 * Text that a contract chose, fit for a database and a page: no control, direction or half characters (Postgres
 * refuses a zero byte, a page would be turned around by a direction mark), at most `longest` characters.
 */
export function cleanText(text: string, longest: number): string {
  const clean = text.replace(CONTROL, ' ').trim()
  const characters = Array.from(clean)
  return characters.length <= longest ? clean : `${characters.slice(0, longest - 1).join('')}…`
}
