import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

const clients = new Map<string, PrismaClient>()

/** The Prisma client of a database, one a process and URL. */
export function prismaClient(databaseUrl: string): PrismaClient {
  let client = clients.get(databaseUrl)
  if (!client) {
    client = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) })
    clients.set(databaseUrl, client)
  }
  return client
}
