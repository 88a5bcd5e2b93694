import { readFileSync } from 'node:fs'
import { Registry } from 'prom-client'
import { expect } from 'vitest'
import { prismaClient } from '@/lib/db/client'
import { processRegistry } from '@/lib/prometheus/process'
import { scrapeDatabase } from '@/lib/prometheus/scrape'
import { type Family, parseExposition } from '../../support/exposition'

const DASHBOARD = new URL('../../../docs/grafana/parascope.json', import.meta.url)

/** What a scrape of a database answers, parsed; without what the site adds for itself. */
export async function scraped(url: string): Promise<Map<string, Family>> {
  const db = prismaClient(url)
  try {
    const registry = await scrapeDatabase(db, Date.now() / 1000)
    return parseExposition(await Registry.merge([registry, processRegistry()]).metrics())
  } finally {
    await db.$disconnect()
  }
}

/** Every family has words, a type that its name agrees with, and a unit in base units. */
export function expectWellNamed(families: Map<string, Family>): void {
  for (const [name, { help, type, samples }] of families) {
    if (!name.startsWith('parascope_')) continue
    expect(samples.length, name).toBeGreaterThan(0)
    expect(help, name).toMatch(/^(\d|[A-Z]).{10,}\.$/)
    expect(type, name).toBe(name.endsWith('_total') ? 'counter' : 'gauge')
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|percent)$/)
    if (name.endsWith('_ratio') && !/speedup|imbalance/.test(name)) {
      for (const { value } of samples) expect(value >= 0 && value <= 1, name).toBe(true)
    }
  }
}

/** Every metric that the dashboard's panels and variables name, with the labels that they choose by, is in a scrape. */
export function expectDashboardOf(families: Map<string, Family>): number {
  const expressions = expressionsOf(JSON.parse(readFileSync(DASHBOARD, 'utf8')))
  expect(expressions.length).toBeGreaterThan(40)
  const named = new Set<string>()
  for (const expression of expressions) {
    const found = [...expression.matchAll(/\b((?:parascope|process|nodejs)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)]
    expect(found.length, expression).toBeGreaterThan(0)
    for (const [, name = '', selectors = ''] of found) {
      named.add(name)
      // Added by the site's route, which knows whether the database answered.
      if (name === 'parascope_database_up') continue
      const family = families.get(name)
      expect(family, `${name} of ${expression}`).toBeDefined()
      for (const [, label = '', value = ''] of selectors.matchAll(/(\w+)="([^"]*)"/g)) {
        const values = family?.samples.map(({ labels }) => labels[label])
        if (value.startsWith('$')) expect(values?.[0], `${label} of ${name}`).toBeDefined()
        else expect(values, `${label} of ${name}`).toContain(value)
      }
    }
  }
  return named.size
}

/** Every string under the keys by which Grafana asks. */
function expressionsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(expressionsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    ['expr', 'definition'].includes(key) && typeof inner === 'string' ? [inner] : expressionsOf(inner),
  )
}
