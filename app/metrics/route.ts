import { Gauge, Registry } from 'prom-client'
import { database } from '@/app/database'
import { databaseFailure } from '@/lib/db/failure'
import { processRegistry } from '@/lib/prometheus/process'
import { scrapeDatabase } from '@/lib/prometheus/scrape'

export const dynamic = 'force-dynamic'

/**
 * Metrics for Prometheus, text format 0.0.4: docs/operations.md lists them. While the database cannot be used, those of
 * the process alone, with parascope_database_up 0.
 */
export async function GET(): Promise<Response> {
  const own = new Registry()
  const up = new Gauge({
    name: 'parascope_database_up',
    help: '1 where the database answered this scrape, else 0.',
    registers: [own],
  })
  const registries = [own, processRegistry()]
  try {
    registries.push(await scrapeDatabase(database(), Date.now() / 1000))
    up.set(1)
  } catch (error) {
    if (databaseFailure(error) === undefined) throw error
    up.set(0)
  }
  return new Response(await Registry.merge(registries).metrics(), {
    headers: { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE, 'cache-control': 'no-store' },
  })
}
