const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1017',
  'P2024',
])
/** Tables or columns that do not exist: the migrations have not been applied. */
const schemaCodes = new Set(['P2021', 'P2022', '42P01', '42703'])

function* chain(error: unknown): Generator<object> {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 6; depth++) {
    yield at
    at = 'cause' in at ? at.cause : undefined
  }
}

/**
 * One sentence for a person when an error means that the database cannot be used (unreachable, refusing, without its
 * tables), else undefined: then the error is a fault of the program.
 */
export function databaseFailure(error: unknown): string | undefined {
  for (const at of chain(error)) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    const message = 'message' in at && typeof at.message === 'string' ? at.message : ''
    if (schemaCodes.has(code))
      return 'The database has no Parascope tables yet: they are made when the indexer starts.'
    const refused = connectionCodes.has(code) || code.startsWith('08') || code.startsWith('57P')
    if (
      refused ||
      /can't reach database|connection (terminated|refused)|timeout exceeded when trying|query read timeout/i.test(
        message,
      )
    ) {
      return 'The database cannot be reached.'
    }
  }
  return undefined
}
