import { defineConfig } from 'prisma/config'

// Only Prisma's command line reads this file; the product opens its connections through lib/db/client.ts.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/parascope' },
})
