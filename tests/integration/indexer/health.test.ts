import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Health } from '@/indexer/health'
import { openPool, type Pool } from '@/lib/db/write/connection'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { rowsOf } from './support'

const CHAIN = 7n
const START = 1_800_000_000

let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await testDatabase()
  pool = openPool(database.url)
})
afterAll(async () => {
  vi.useRealTimers()
  await pool?.end()
  await database?.drop()
})

test('samples of the head that cannot be stored are said once, and once that they can be again', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const said: string[] = []
  const health = new Health(pool, (line) => said.push(line))
  health.about(CHAIN)
  const sampleAt = async (second: number) => {
    vi.setSystemTime((START + second) * 1000)
    health.beat()
    health.sample({ head: { number: BigInt(second), timestamp: BigInt(START + second) } })
    await health.flush()
  }
  await sampleAt(0)
  await rowsOf(database.url, 'ALTER TABLE head_sample ADD CONSTRAINT closed CHECK (head = 0)')
  await sampleAt(10)
  await sampleAt(20)
  await rowsOf(database.url, 'ALTER TABLE head_sample DROP CONSTRAINT closed')
  await sampleAt(30)
  await sampleAt(40)
  await health.close()
  expect(said).toEqual([
    'What the node says of its head cannot be stored, which leaves a gap in its finality: new row for relation "head_sample" violates check constraint "closed"',
    'What the node says of its head is stored again.',
  ])
  expect(await rowsOf(database.url, 'SELECT head::int FROM head_sample ORDER BY second')).toEqual(
    [0, 30, 40].map((head) => ({ head })),
  )
})
