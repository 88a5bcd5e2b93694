import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prismaClient } from '@/lib/db/client'
import type { PrismaClient } from '@/lib/db/generated/client'
import { countEvidence, exportEvidence } from '@/lib/db/read/export-findings'
import { type Finding, getFindings } from '@/lib/db/read/findings'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { rowsOf } from '../indexer/support'

const CHAIN = 7n
const [HONEST, FAULTY] = ['aa', 'bb'].map((byte) => byte.repeat(20))
/** More than one page of an export. */
const MANY = 4500
const ALL = { verdicts: ['fail', 'indeterminate'] }

describe('findings', () => {
  let database: TestDatabase
  let db: PrismaClient

  beforeAll(async () => {
    database = await testDatabase()
    db = prismaClient(database.url)
    await rowsOf(
      database.url,
      `INSERT INTO program (chain_id, address, block_number, log_index, kind, name, token, treasury)
         SELECT ${CHAIN}, a, 1, 0, 'test', 'Test', a, a FROM (VALUES ('\\x${HONEST}'::bytea), ('\\x${FAULTY}')) p (a);
       INSERT INTO audit (chain_id, program, epoch, block_number, verdict, totals)
         VALUES (${CHAIN}, '\\x${FAULTY}', 1, 10, 'fail', '{}'), (${CHAIN}, '\\x${FAULTY}', 1, 20, 'fail', '{}'),
                (${CHAIN}, '\\x${FAULTY}', 2, 20, 'fail', '{}'), (${CHAIN}, '\\x${HONEST}', 1, 15, 'indeterminate', '{}');
       INSERT INTO audit_check (chain_id, program, epoch, block_number, check_id, verdict, summary, evidence)
         VALUES (${CHAIN}, '\\x${FAULTY}', 1, 10, 'schedule', 'fail', 'an older audit of the epoch', '[1]'),
                (${CHAIN}, '\\x${FAULTY}', 1, 20, 'schedule', 'fail', 'late', '[{"n": 1}, {"n": 2}]'),
                (${CHAIN}, '\\x${FAULTY}', 1, 20, 'solvency', 'pass', 'as it should be', '[]'),
                (${CHAIN}, '\\x${FAULTY}', 2, 20, 'schedule', 'fail', 'late again', '[]'),
                (${CHAIN}, '\\x${HONEST}', 1, 15, 'supply', 'indeterminate', 'unknown', '[]'),
                (${CHAIN}, '\\x${FAULTY}', 2, 20, 'amount-exact', 'fail', 'many',
                 (SELECT jsonb_agg(jsonb_build_object('n', n)) FROM generate_series(1, ${MANY}) n))`,
    )
  })
  afterAll(async () => {
    await db?.$disconnect()
    await database?.drop()
  })

  test('come page by page, newest first, two epochs of one block one after the other', async () => {
    const found: Finding[] = []
    for (;;) {
      const [next] = await getFindings(db, CHAIN, ALL, { after: found.at(-1), limit: 1 })
      if (next === undefined) break
      found.push(next)
    }
    expect(found.map(({ epoch, checkId, summary }) => [epoch, checkId, summary])).toEqual([
      [1n, 'schedule', 'late'],
      [2n, 'amount-exact', 'many'],
      [2n, 'schedule', 'late again'],
      [1n, 'supply', 'unknown'],
    ])
  })

  test('are exported row by row of their evidence, those without any as one, as many as are counted', async () => {
    const range = { from: 0n, to: 20n }
    const rows: unknown[][] = []
    for await (const { epoch, checkId, ordinal, evidence } of exportEvidence(db, CHAIN, ALL, range)) {
      rows.push([epoch, checkId, ordinal, evidence])
    }
    expect(rows).toEqual([
      [1n, 'supply', 1n, null],
      [1n, 'schedule', 1n, { n: 1 }],
      [1n, 'schedule', 2n, { n: 2 }],
      ...Array.from({ length: MANY }, (_, at) => [2n, 'amount-exact', BigInt(at + 1), { n: at + 1 }]),
      [2n, 'schedule', 1n, null],
    ])
    expect(await countEvidence(db, CHAIN, ALL, range)).toBe(MANY + 4)
  })

  test.each([
    ['of a range, the audits that counted at its end', { ...ALL }, { from: 0n, to: 14n }, ['schedule']],
    ['of an epoch', { ...ALL, epoch: 1n }, { from: 0n, to: 20n }, ['supply', 'schedule', 'schedule']],
    [
      'of a check of an epoch',
      { ...ALL, epoch: 2n, checkId: 'schedule' },
      { from: 0n, to: 20n },
      ['schedule'],
    ],
    ['of nothing', { verdicts: ['pass'], epoch: 9n }, { from: 0n, to: 20n }, []],
  ])('are exported %s', async (_, filter, range, checks) => {
    const found: string[] = []
    for await (const { checkId } of exportEvidence(db, CHAIN, filter, range)) found.push(checkId)
    expect(found).toEqual(checks)
    expect(await countEvidence(db, CHAIN, filter, range)).toBe(checks.length)
  })
})
