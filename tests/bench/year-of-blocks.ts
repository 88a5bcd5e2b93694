import type pg from 'pg'

export const CHAIN = 31_337n
const POLICY = 'accounts'
const MODULES = 8
/** Among which the keys of a block are drawn. */
const CONTRACTS = 200

/**
 * Fills a migrated database with blocks of a chain that mines one every `interval` seconds up to `until` (unix
 * seconds), with all rows that pages about parallelism read, under one policy. Figures follow from the block's number
 * by arithmetic, so that two fillings are equal.
 */
export async function fillWithBlocks(
  client: pg.Client,
  { blocks, interval, until }: { blocks: number; interval: number; until: bigint },
): Promise<void> {
  const first = until - BigInt(blocks * interval)
  const of = `generate_series(0::bigint, ${blocks - 1}) AS n`
  const gas = '(1000000 + (n * 7919) % 29000000)::bigint'
  const arrays = (base: string, factors: number[]) =>
    `ARRAY[${factors.map((factor) => `(${base}) * ${factor} / 100`).join(', ')}]`
  await client.query(`
    INSERT INTO chain VALUES (${CHAIN}, 'Bench', true, 'none', 'traced', '{}', 'follow');
    INSERT INTO module (chain_id, module_id, block_number, log_index, name, description, origin, ordinal)
    SELECT ${CHAIN}, 'module-' || m, 0, m, 'Module ' || m, '', 'registry', m - 1
    FROM generate_series(1, ${MODULES}) AS m;
    INSERT INTO block (chain_id, number, hash, parent_hash, timestamp, miner, gas_used, gas_limit, transaction_count,
      state_root, transactions_root, receipts_root, extra_data, difficulty, source, verification)
    SELECT ${CHAIN}, n, sha256(int8send(n)), sha256(int8send(n - 1)), ${first} + n * ${interval}, '\\x00', ${gas},
      30000000, 150, '\\x00', '\\x00', '\\x00', '\\x00', 0, 'traced', '{}' FROM ${of};
    INSERT INTO block_metrics
    SELECT ${CHAIN}, n, '${POLICY}', 'traced', 150, ${gas}, 200 + n % 90, 90 + n % 50, 70 + n % 40, 60, 40 + n % 30,
      8 + n % 20, ${gas} / (2 + n % 9), ARRAY[1, 2, 3], ${arrays(gas, [55, 30, 20, 15, 14])},
      ${arrays(gas, [57, 33, 24, 19, 17])}, ${gas} / 2, ${arrays(gas, [60, 36, 26, 21, 20])},
      ARRAY[5, 12, 25, 40, 60] FROM ${of};
    INSERT INTO module_metrics
    SELECT ${CHAIN}, n, '${POLICY}', 'module-' || m, 30, 150 / ${MODULES}, ${gas} / ${MODULES}, (n + m) % 10, 40, 20,
      ${gas} / 5, ${gas} / 9 FROM ${of}, generate_series(1, ${MODULES}) AS m;
    INSERT INTO module_conflict
    SELECT ${CHAIN}, n, '${POLICY}', 'module-' || m, 'module-' || 1 + (m + n) % ${MODULES}, 5 + n % 7
    FROM ${of}, generate_series(1, ${MODULES}) AS m;
    INSERT INTO module_call
    SELECT ${CHAIN}, n, 'module-' || m, 'module-' || 1 + (m + d) % ${MODULES}, 3 + n % 11, n % 3, n % 2, ${gas} / ${MODULES * 3}, 0
    FROM ${of}, generate_series(1, ${MODULES}) AS m, generate_series(0, 2) AS d;
    INSERT INTO hot_key
    SELECT ${CHAIN}, n, '${POLICY}', r, 'storage',
      substring(sha256(int8send((n * 31 + r * 17) % ${CONTRACTS})) FOR 20), sha256(int8send((n + r) % 7)), NULL,
      'module-' || 1 + ((n * 31 + r * 17) % ${CONTRACTS}) % ${MODULES}, 12, 9, 20, ${gas} / (3 + r)
    FROM ${of}, generate_series(0, 9) AS r;
    ANALYZE;`)
}

/** Makes the rollups of all blocks, a day at a time as the migration does. */
export async function rollUpAll(client: pg.Client): Promise<void> {
  await client.query(`DO $$ DECLARE day RECORD; BEGIN
    FOR day IN SELECT chain_id, array_agg(DISTINCT timestamp - timestamp % 60) AS minutes
      FROM block GROUP BY chain_id, timestamp / 86400 ORDER BY 1 LOOP
      PERFORM roll_up(day.chain_id, day.minutes);
    END LOOP; END $$; ANALYZE;`)
}
