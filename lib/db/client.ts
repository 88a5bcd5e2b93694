import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

/** A page waits no longer for a connection, and for the answer to a query, than its reader would. Milliseconds. */
const CONNECT_MS = 5000
const QUERY_MS = 30_000

const clients = new Map<string, PrismaClient>()

/** The Prisma client of a database, one a process and URL. */
export function prismaClient(databaseUrl: string): PrismaClient {
  let client = clients.get(databaseUrl)
  if (!client) {
    const adapter = new PrismaPg({
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_MS,
    })
    client = new PrismaClient({ adapter })
    clients.set(databaseUrl, client)
  }
  return client
}
