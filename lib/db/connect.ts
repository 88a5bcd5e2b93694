import pg from 'pg'
import { redactUrl } from '../env'
import { UserError } from '../errors'

const MISSING_DATABASE = '3D000'
const EXISTS_ALREADY = '42P04'
const NOT_PERMITTED = '42501'
const STARTING_UP = '57P03'
const TOO_MANY_CONNECTIONS = '53300'
const CONNECT_MS = 10_000

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** One sentence for a person about why a connection failed. */
function explain(error: unknown, databaseUrl: string): UserError {
  const url = new URL(databaseUrl)
  const server = `Postgres at ${url.hostname || 'localhost'}:${url.port || '5432'}`
  const code = codeOf(error)
  const message = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
  switch (code) {
    case 'ECONNREFUSED':
      return new UserError(`Nothing answers as ${server}: start it, or correct DATABASE_URL.`)
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(
        `The host "${url.hostname}" of DATABASE_URL cannot be found: correct DATABASE_URL.`,
      )
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new UserError(`${server} cannot be reached: check the address in DATABASE_URL and the network.`)
    case '28P01':
    case '28000':
      return new UserError(`${server} refuses the user or password of ${redactUrl(databaseUrl)}: ${message}.`)
    case MISSING_DATABASE:
      return new UserError(`${server} has no such database: ${message}.`)
    case STARTING_UP:
    case TOO_MANY_CONNECTIONS:
      return new UserError(`${server} takes no connection now: ${message}. Try again in a moment.`)
    default:
      if (/timeout/i.test(message)) {
        return new UserError(
          `${server} did not answer within ${CONNECT_MS / 1000} s: check the address in DATABASE_URL and the network.`,
        )
      }
      return new UserError(`${server} cannot be used: ${message}.`)
  }
}

async function open(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'parascope',
  })
  // A connection lost while idle reports here as well; the next query then fails with the same reason.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function createDatabase(databaseUrl: string): Promise<void> {
  const admin = new URL(databaseUrl)
  const name = decodeURIComponent(admin.pathname.slice(1))
  admin.pathname = '/postgres'
  const client = await open(admin.href)
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`)
  } catch (error) {
    if (codeOf(error) === EXISTS_ALREADY || codeOf(error) === '23505') return
    if (codeOf(error) !== NOT_PERMITTED) throw error
    throw new UserError(
      `The database "${name}" does not exist and the user "${admin.username}" may not create it: create it, or name another in DATABASE_URL.`,
    )
  } finally {
    await client.end()
  }
}

/**
 * One connection to a database, to be ended by the caller. With `create`, a missing database is made.
 * Throws `UserError` with one sentence (server named, password hidden) where that is not possible.
 */
export async function connect(databaseUrl: string, options: { create?: boolean } = {}): Promise<pg.Client> {
  try {
    return await open(databaseUrl)
  } catch (error) {
    if (codeOf(error) !== MISSING_DATABASE || options.create !== true) throw explain(error, databaseUrl)
  }
  try {
    await createDatabase(databaseUrl)
    return await open(databaseUrl)
  } catch (error) {
    throw error instanceof UserError ? error : explain(error, databaseUrl)
  }
}
