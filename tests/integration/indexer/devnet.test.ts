import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { prismaClient } from '@/lib/db/client'
import { migrate } from '@/lib/db/migrate'
import { getHotKeys } from '@/lib/db/read/hot-keys'
import { findParallelismTotal, getParallelismBuckets } from '@/lib/db/read/metrics'
import { countTracedBlocks, getModuleCalls } from '@/lib/db/read/module-calls'
import { getModuleBuckets, getModuleConflicts, getModuleTotals } from '@/lib/db/read/module-metrics'
import { getWorstBlocks } from '@/lib/db/read/worst-blocks'
import { DERIVED } from '@/lib/db/write/derived'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { expectDashboardOf, expectWellNamed, scraped } from './metrics'
import { expectRollupsOfBlocks } from './rollups'
import { chainConfig, contents, headOf, indexUntil, lower, rowsOf } from './support'

/** Enough for one epoch to have opened and closed. */
const BLOCKS = 60

const ROLLUPS = [
  'metrics_rollup',
  'module_rollup',
  'module_conflict_rollup',
  'hot_key_rollup',
  'worst_block_rollup',
  'module_call_rollup',
  'call_coverage_rollup',
]

describe('the devnet, indexed', () => {
  let devnet: Devnet
  let database: TestDatabase
  let head: { number: number; hash: string }

  beforeAll(async () => {
    devnet = await startTestDevnet()
    await devnet.runBlocks(BLOCKS)
    database = await testDatabase()
    head = await headOf(devnet.rpcUrl)
    const chain = chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry) })
    await indexUntil(database.url, chain, head.hash)
  })

  afterAll(async () => {
    await devnet?.stop()
    await database?.drop()
  })

  const query = (sql: string) => rowsOf(database.url, sql)

  test('has every block, verified and traced, with metrics under three policies', async () => {
    expect(await query('SELECT count(*)::int, min(number)::int, max(number)::int FROM block')).toEqual([
      { count: head.number + 1, min: 0, max: head.number },
    ])
    expect(await query('SELECT DISTINCT source FROM block')).toEqual([{ source: 'traced' }])
    expect(
      await query(`SELECT c.key AS check, c.value->>'verdict' AS verdict FROM block, jsonb_each(verification) c
        WHERE number > 0 GROUP BY 1, 2 ORDER BY 1`),
    ).toEqual(
      [
        'accessList',
        'headerHash',
        'logsBloom',
        'parentHash',
        'receipts',
        'receiptsRoot',
        'transactions',
        'transactionsRoot',
        'withdrawalsRoot',
      ].map((check) => ({ check, verdict: 'pass' })),
    )
    expect(
      await query('SELECT policy, source, count(*)::int FROM block_metrics GROUP BY 1, 2 ORDER BY 1'),
    ).toEqual(
      ['accounts', 'storage', 'strict'].map((policy) => ({
        policy,
        source: 'traced',
        count: head.number + 1,
      })),
    )
  })

  test('adds up: gas by home module is the gas of the block', async () => {
    expect(
      await query(`SELECT b.number, m.policy FROM block b
        JOIN block_metrics m ON m.chain_id = b.chain_id AND m.block_number = b.number
        WHERE b.gas_used <> m.gas_used OR b.gas_used <> (
          SELECT coalesce(sum(h.home_gas), 0) FROM module_metrics h
          WHERE h.chain_id = b.chain_id AND h.block_number = b.number AND h.policy = m.policy)`),
    ).toEqual([])
    expect(
      await query(`SELECT b.number FROM block b WHERE b.gas_used <> (
          SELECT coalesce(sum(t.gas_used), 0) FROM transaction t WHERE t.block_number = b.number)
        OR b.transaction_count <> (SELECT count(*) FROM transaction t WHERE t.block_number = b.number)`),
    ).toEqual([])
    const homes = await query('SELECT DISTINCT home_module AS home FROM transaction ORDER BY 1')
    expect(homes.map(({ home }) => home)).toEqual([
      'defi',
      'energy-grid',
      'health-records',
      'identity',
      'personhood-pay',
      'supply-chain',
      'transfer',
      'unassigned',
    ])
  })

  test('takes a contract for a member of its module from the block after the event', async () => {
    const [first] = await query('SELECT min(block_number)::int AS block FROM module_contract')
    expect(
      await query(`SELECT DISTINCT home_module FROM transaction WHERE block_number <= ${first?.block}`),
    ).not.toContainEqual({ home_module: 'defi' })
    expect(
      await query(`SELECT t.block_number, t.index FROM transaction t
        JOIN LATERAL (SELECT module_id, added FROM module_contract m
          WHERE m.contract = t.to AND m.block_number < t.block_number
          ORDER BY m.block_number DESC, m.log_index DESC LIMIT 1) m ON true
        WHERE m.added AND t.home_module <> m.module_id`),
    ).toEqual([])
  })

  test('knows six modules, the program, its tokens and its failures', async () => {
    expect(await query('SELECT module_id, origin, ordinal FROM module ORDER BY ordinal')).toEqual(
      ['identity', 'personhood-pay', 'defi', 'supply-chain', 'health-records', 'energy-grid'].map(
        (module_id, ordinal) => ({ module_id, origin: 'registry', ordinal }),
      ),
    )
    const [program] = await query(`SELECT '0x' || encode(address, 'hex') AS address, kind FROM program`)
    expect(program).toEqual({ address: lower(devnet.program), kind: 'personhood-pay' })
    expect(await query(`SELECT count(*)::int FROM transaction WHERE status = 0 AND error IS NULL`)).toEqual([
      { count: 0 },
    ])
    expect(
      await query('SELECT count(*)::int AS unnamed FROM token WHERE name IS NULL OR decimals IS NULL'),
    ).toEqual([{ unnamed: 0 }])
  })

  test('has what the program said before it was registered', async () => {
    expect(
      await query(`SELECT DISTINCT e.event FROM program_event e JOIN program p ON p.address = e.program
        WHERE e.block_number < p.block_number ORDER BY 1`),
    ).toContainEqual({ event: 'ParameterChanged' })
    expect(
      await query(`SELECT l.block_number, l.index FROM log l JOIN program p ON p.address = l.address
        LEFT JOIN program_event e ON e.block_number = l.block_number AND e.log_index = l.index
        WHERE e.log_index IS NULL`),
    ).toEqual([])
  })

  test('audits the closed epoch of the honest program: all checks pass', async () => {
    expect(await query('SELECT epoch::int, verdict FROM audit')).toEqual([{ epoch: 1, verdict: 'pass' }])
    expect(await query(`SELECT check_id FROM audit_check WHERE verdict <> 'pass'`)).toEqual([])
    expect(
      await query(
        `SELECT (SELECT sum(amount) FROM payment WHERE epoch = 1) = (SELECT paid FROM epoch_close) AS same`,
      ),
    ).toEqual([{ same: true }])
  })

  test('sums its blocks by minute, hour, day and week', async () => {
    expect(await expectRollupsOfBlocks(database.url)).toBeGreaterThan(100)
    expect(
      await query(`SELECT resolution, policy, sum(blocks)::int AS blocks, sum(gas_used)::text AS gas FROM metrics_rollup
        WHERE policy = 'accounts' GROUP BY 1, 2 ORDER BY 1`),
    ).toEqual(
      await query(`SELECT w AS resolution, 'accounts' AS policy, count(*)::int AS blocks, sum(gas_used)::text AS gas
        FROM block, unnest(ARRAY[60, 3600, 86400, 604800]) w GROUP BY 1 ORDER BY 1`),
    )
  })

  test('answers with the same figures from the sums as from the blocks, for any range', async () => {
    const db = prismaClient(database.url)
    const chainId = 31337n
    const times = await query('SELECT number, timestamp FROM block ORDER BY number')
    const timeOf = (number: number) => BigInt(String(times[number]?.timestamp))
    const step = { seconds: 60n }
    for (const [first, last] of [
      [0, head.number],
      [1, 2],
      [3, 50],
      [17, 41],
      [20, head.number],
      [33, 34],
    ] as const) {
      const blocks = { from: BigInt(first), to: BigInt(last) }
      const span = { ...blocks, time: { since: timeOf(first) + 1n, until: timeOf(last) } }
      expect(await getModuleCalls(db, chainId, span)).toEqual(await getModuleCalls(db, chainId, blocks))
      expect(await countTracedBlocks(db, chainId, span)).toEqual(await countTracedBlocks(db, chainId, blocks))
      for (const policy of ['storage', 'strict'] as const) {
        const of = [db, chainId, policy] as const
        expect(await findParallelismTotal(...of, span)).toEqual(await findParallelismTotal(...of, blocks))
        expect(await getParallelismBuckets(...of, span, step)).toEqual(
          await getParallelismBuckets(...of, blocks, step),
        )
        expect(await getModuleTotals(...of, span)).toEqual(await getModuleTotals(...of, blocks))
        expect(await getModuleBuckets(...of, span, step)).toEqual(await getModuleBuckets(...of, blocks, step))
        expect(await getModuleConflicts(...of, span)).toEqual(await getModuleConflicts(...of, blocks))
        expect(await getWorstBlocks(...of, span, 10)).toEqual(await getWorstBlocks(...of, blocks, 10))
        const [hottest] = await getHotKeys(...of, blocks, { limit: 1 })
        const [summed] = await getHotKeys(...of, span, { limit: 1 })
        expect(summed?.address).toBe(hottest?.address)
        expect((summed?.waitingGas ?? 0n) <= (hottest?.waitingGas ?? 0n)).toBe(true)
      }
    }
    await db.$disconnect()
  })

  test('is told to Prometheus, with every metric that the dashboard asks for', async () => {
    const families = await scraped(database.url)
    expectWellNamed(families)
    expect(expectDashboardOf(families)).toBeGreaterThan(30)
    const value = (name: string, labels: Record<string, string>) =>
      families
        .get(name)
        ?.samples.find((sample) =>
          Object.entries({ chain: '31337', ...labels }).every(([label, is]) => sample.labels[label] === is),
        )?.value
    expect(value('parascope_chain_head_block', {})).toBe(head.number)
    expect(value('parascope_indexer_block', {})).toBe(head.number)
    expect(value('parascope_indexer_lag_blocks', {})).toBe(0)
    expect(value('parascope_reorgs_total', {})).toBe(0)
    expect(value('parascope_refused_blocks_total', {})).toBe(0)
    const [last] = await query(`SELECT m.gas_used::float8 / m.critical_path_gas AS bound,
        m.gas_used::float8 / m.makespan_gas[4] AS list, m.optimistic_aborts[4]::float8 / m.transactions AS aborts
      FROM block_metrics m WHERE policy = 'strict' AND block_number = ${head.number}`)
    const strict = { policy: 'strict', window: 'block' }
    expect(value('parascope_speedup_bound_ratio', strict)).toBe(last?.bound)
    expect(
      value('parascope_speedup_ratio', { ...strict, workers: '16', scheduler: 'critical-path-first' }),
    ).toBe(last?.list)
    expect(value('parascope_optimistic_aborts_per_transaction', { ...strict, workers: '16' })).toBe(
      last?.aborts,
    )
    const [hour] = await query(`SELECT count(*)::int AS blocks, sum(h.home_gas)::float8 AS defi
      FROM block b LEFT JOIN module_metrics h ON h.block_number = b.number AND h.policy = 'storage' AND h.module_id = 'defi'
      WHERE b.timestamp / 60 > (SELECT max(timestamp) FROM block) / 60 - 60`)
    expect(value('parascope_blocks', { policy: 'storage', window: '1h' })).toBe(hour?.blocks)
    expect(value('parascope_module_home_gas', { policy: 'storage', window: '1h', module: 'defi' })).toBe(
      hour?.defi,
    )
  })

  test('makes the same sums of blocks that were stored before there were any', async () => {
    const before = await contents(database.url)
    await query('DROP FUNCTION roll_up')
    for (const name of ROLLUPS) await query(`DROP TABLE ${name}`)
    await query(`DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_rollups%'`)
    expect(await migrate(database.url)).toEqual(['20261122190500_rollups', '20261122230800_rollups_by_week'])
    const after = await contents(database.url)
    for (const name of ROLLUPS) {
      expect(after[name]?.length, name).toBeGreaterThan(0)
      expect(after[name], name).toEqual(before[name])
    }
  })

  test('removes in a reorganisation every table that hangs on a block', async () => {
    const tables = await query(`SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'block_number' AND table_name <> 'checkpoint' ORDER BY 1`)
    const listed = Object.values(DERIVED).map(({ name }) => name)
    expect(listed.sort()).toEqual(['block', ...tables.map(({ name }) => name)].sort())
  })
})
