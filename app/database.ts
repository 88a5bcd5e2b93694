import { prismaClient } from '@/lib/db/client'
import { environment } from '@/lib/env'

/** The site's database. */
export const database = () => prismaClient(environment().databaseUrl)
