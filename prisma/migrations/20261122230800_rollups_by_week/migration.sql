-- Sums by week beside those by minute, hour and day, so that a year is some fifty buckets; and sums of the calls between
-- modules. docs/architecture.md says how they are kept.

CREATE TABLE "module_call_rollup" (
    "chain_id" BIGINT NOT NULL,
    "resolution" INTEGER NOT NULL,
    "start" BIGINT NOT NULL,
    "caller_module" TEXT NOT NULL,
    "callee_module" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,
    "static_calls" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "gas" BIGINT NOT NULL,
    "value" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "module_call_rollup_pkey" PRIMARY KEY ("chain_id","resolution","start","caller_module","callee_module")
);

CREATE TABLE "call_coverage_rollup" (
    "chain_id" BIGINT NOT NULL,
    "resolution" INTEGER NOT NULL,
    "start" BIGINT NOT NULL,
    "blocks" INTEGER NOT NULL,
    "traced" INTEGER NOT NULL,

    CONSTRAINT "call_coverage_rollup_pkey" PRIMARY KEY ("chain_id","resolution","start")
);

-- Makes the rollups of a chain anew for the minutes given by their first seconds, and for the hours, days and
-- weeks that hold them: minutes from the block rows, hours from minutes, days from hours, weeks from days. A minute that
-- holds no block has none after.
-- Every step reads the rows of one bucket by an index. The planner, which knows nothing of tables that are being filled,
-- would rather read them whole once for all buckets: OFFSET 0 keeps it to one bucket after the other.
CREATE OR REPLACE FUNCTION roll_up(of_chain BIGINT, minutes BIGINT[]) RETURNS VOID LANGUAGE plpgsql
  SET enable_seqscan = off SET jit = off
AS $$
DECLARE
  -- what each bucket keeps: hot keys a module, and worst blocks
  most_keys CONSTANT INTEGER := 10;
  most_blocks CONSTANT INTEGER := 10;
  finer INTEGER := 60;
  wider INTEGER;
  -- where buckets of a width begin to be counted: weeks on a Monday before all blocks, so that nothing is below zero
  origin INTEGER;
  starts BIGINT[];
BEGIN
  DELETE FROM metrics_rollup WHERE chain_id = of_chain AND resolution = 60 AND start = ANY(minutes);
  INSERT INTO metrics_rollup
  SELECT of_chain, 60, u.start, m.policy, m.source, count(*),
    min(b.number), max(b.number), min(b.timestamp), max(b.timestamp),
    sum(m.transactions), sum(m.gas_used), sum(m.edges), sum(m.conflicted_txs), sum(m.dependent_txs),
    sum(m.components), sum(m.largest_component), max(m.longest_chain_txs), sum(m.critical_path_gas),
    ARRAY[sum(m.makespan_gas[1]), sum(m.makespan_gas[2]), sum(m.makespan_gas[3]), sum(m.makespan_gas[4]), sum(m.makespan_gas[5])]::bigint[],
    ARRAY[sum(m.block_order_makespan_gas[1]), sum(m.block_order_makespan_gas[2]), sum(m.block_order_makespan_gas[3]), sum(m.block_order_makespan_gas[4]), sum(m.block_order_makespan_gas[5])]::bigint[],
    sum(m.module_makespan_gas),
    ARRAY[sum(m.optimistic_makespan_gas[1]), sum(m.optimistic_makespan_gas[2]), sum(m.optimistic_makespan_gas[3]), sum(m.optimistic_makespan_gas[4]), sum(m.optimistic_makespan_gas[5])]::bigint[],
    ARRAY[sum(m.optimistic_aborts[1]), sum(m.optimistic_aborts[2]), sum(m.optimistic_aborts[3]), sum(m.optimistic_aborts[4]), sum(m.optimistic_aborts[5])]::bigint[],
    (array_agg(m.gas_used ORDER BY m.gas_used::numeric / m.critical_path_gas, m.gas_used) FILTER (WHERE m.critical_path_gas > 0))[1],
    (array_agg(m.critical_path_gas ORDER BY m.gas_used::numeric / m.critical_path_gas, m.gas_used) FILTER (WHERE m.critical_path_gas > 0))[1],
    (array_agg(m.gas_used ORDER BY m.gas_used::numeric / m.critical_path_gas DESC, m.gas_used DESC) FILTER (WHERE m.critical_path_gas > 0))[1],
    (array_agg(m.critical_path_gas ORDER BY m.gas_used::numeric / m.critical_path_gas DESC, m.gas_used DESC) FILTER (WHERE m.critical_path_gas > 0))[1]
  FROM unnest(minutes) AS u(start)
  CROSS JOIN LATERAL (SELECT number, timestamp FROM block
    WHERE chain_id = of_chain AND timestamp >= u.start AND timestamp < u.start + 60 OFFSET 0) AS b
  CROSS JOIN LATERAL (SELECT * FROM block_metrics
    WHERE chain_id = of_chain AND block_number = b.number OFFSET 0) AS m
  GROUP BY u.start, m.policy, m.source;

  DELETE FROM module_rollup WHERE chain_id = of_chain AND resolution = 60 AND start = ANY(minutes);
  INSERT INTO module_rollup
  SELECT of_chain, 60, u.start, m.policy, m.module_id, count(*), min(b.number), max(b.number),
    sum(m.touching_txs), sum(m.home_txs), sum(m.home_gas), sum(m.cross_module_txs), sum(m.edges),
    sum(m.conflicted_txs), sum(m.touching_gas), sum(m.critical_path_gas)
  FROM unnest(minutes) AS u(start)
  CROSS JOIN LATERAL (SELECT number, timestamp FROM block
    WHERE chain_id = of_chain AND timestamp >= u.start AND timestamp < u.start + 60 OFFSET 0) AS b
  CROSS JOIN LATERAL (SELECT * FROM module_metrics
    WHERE chain_id = of_chain AND block_number = b.number OFFSET 0) AS m
  GROUP BY u.start, m.policy, m.module_id;

  DELETE FROM module_conflict_rollup WHERE chain_id = of_chain AND resolution = 60 AND start = ANY(minutes);
  INSERT INTO module_conflict_rollup
  SELECT of_chain, 60, u.start, m.policy, m.earlier_module, m.later_module, sum(m.edges)
  FROM unnest(minutes) AS u(start)
  CROSS JOIN LATERAL (SELECT number, timestamp FROM block
    WHERE chain_id = of_chain AND timestamp >= u.start AND timestamp < u.start + 60 OFFSET 0) AS b
  CROSS JOIN LATERAL (SELECT * FROM module_conflict
    WHERE chain_id = of_chain AND block_number = b.number OFFSET 0) AS m
  GROUP BY u.start, m.policy, m.earlier_module, m.later_module;

  DELETE FROM hot_key_rollup WHERE chain_id = of_chain AND resolution = 60 AND start = ANY(minutes);
  INSERT INTO hot_key_rollup
  SELECT of_chain, 60, ranked.* FROM (
    SELECT u.start, k.policy, k.module_id,
      row_number() OVER (PARTITION BY u.start, k.policy, k.module_id
        ORDER BY sum(k.waiting_gas) DESC, k.kind COLLATE "C", k.address, k.slot) - 1 AS rank,
      k.kind, k.address, k.slot, max(k.label COLLATE "C"), count(*), max(b.number),
      sum(k.readers), sum(k.writers), sum(k.edges), sum(k.waiting_gas)
    FROM unnest(minutes) AS u(start)
    CROSS JOIN LATERAL (SELECT number, timestamp FROM block
      WHERE chain_id = of_chain AND timestamp >= u.start AND timestamp < u.start + 60 OFFSET 0) AS b
    CROSS JOIN LATERAL (SELECT * FROM hot_key
      WHERE chain_id = of_chain AND block_number = b.number OFFSET 0) AS k
    GROUP BY u.start, k.policy, k.module_id, k.kind, k.address, k.slot) AS ranked
  WHERE ranked.rank < most_keys;

  DELETE FROM worst_block_rollup WHERE chain_id = of_chain AND resolution = 60 AND start = ANY(minutes);
  INSERT INTO worst_block_rollup
  SELECT of_chain, 60, ranked.* FROM (
    SELECT u.start, m.policy,
      row_number() OVER (PARTITION BY u.start, m.policy ORDER BY m.critical_path_gas DESC, b.number DESC) - 1 AS rank,
      b.number, m.critical_path_gas
    FROM unnest(minutes) AS u(start)
    CROSS JOIN LATERAL (SELECT number, timestamp FROM block
      WHERE chain_id = of_chain AND timestamp >= u.start AND timestamp < u.start + 60 OFFSET 0) AS b
    CROSS JOIN LATERAL (SELECT * FROM block_metrics
      WHERE chain_id = of_chain AND block_number = b.number AND longest_chain_txs > 1 OFFSET 0) AS m) AS ranked
  WHERE ranked.rank < most_blocks;

  DELETE FROM module_call_rollup WHERE chain_id = of_chain AND resolution = 60 AND start = ANY(minutes);
  INSERT INTO module_call_rollup
  SELECT of_chain, 60, u.start, m.caller_module, m.callee_module, sum(m.calls), sum(m.static_calls), sum(m.failed),
    sum(m.gas), sum(m.value)
  FROM unnest(minutes) AS u(start)
  CROSS JOIN LATERAL (SELECT number, timestamp FROM block
    WHERE chain_id = of_chain AND timestamp >= u.start AND timestamp < u.start + 60 OFFSET 0) AS b
  CROSS JOIN LATERAL (SELECT * FROM module_call
    WHERE chain_id = of_chain AND block_number = b.number OFFSET 0) AS m
  GROUP BY u.start, m.caller_module, m.callee_module;

  DELETE FROM call_coverage_rollup WHERE chain_id = of_chain AND resolution = 60 AND start = ANY(minutes);
  INSERT INTO call_coverage_rollup
  SELECT of_chain, 60, u.start, count(*), count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM module_call WHERE chain_id = of_chain AND block_number = b.number))
  FROM unnest(minutes) AS u(start)
  CROSS JOIN LATERAL (SELECT number FROM block
    WHERE chain_id = of_chain AND timestamp >= u.start AND timestamp < u.start + 60 AND transaction_count > 0
    OFFSET 0) AS b
  GROUP BY u.start;

  FOREACH wider IN ARRAY ARRAY[3600, 86400, 604800] LOOP
    origin := CASE WHEN wider = 604800 THEN -259200 ELSE 0 END;
    starts := ARRAY(SELECT DISTINCT minute - (minute - origin) % wider FROM unnest(minutes) AS minute);

    DELETE FROM metrics_rollup WHERE chain_id = of_chain AND resolution = wider AND start = ANY(starts);
    INSERT INTO metrics_rollup
    SELECT of_chain, wider, u.start, m.policy, m.source, sum(m.blocks),
      min(m.first_block), max(m.last_block), min(m.first_timestamp), max(m.last_timestamp),
      sum(m.transactions), sum(m.gas_used), sum(m.edges), sum(m.conflicted_txs), sum(m.dependent_txs),
      sum(m.components), sum(m.largest_components), max(m.longest_chain_txs), sum(m.critical_path_gas),
      ARRAY[sum(m.makespan_gas[1]), sum(m.makespan_gas[2]), sum(m.makespan_gas[3]), sum(m.makespan_gas[4]), sum(m.makespan_gas[5])]::bigint[],
      ARRAY[sum(m.block_order_makespan_gas[1]), sum(m.block_order_makespan_gas[2]), sum(m.block_order_makespan_gas[3]), sum(m.block_order_makespan_gas[4]), sum(m.block_order_makespan_gas[5])]::bigint[],
      sum(m.module_makespan_gas),
      ARRAY[sum(m.optimistic_makespan_gas[1]), sum(m.optimistic_makespan_gas[2]), sum(m.optimistic_makespan_gas[3]), sum(m.optimistic_makespan_gas[4]), sum(m.optimistic_makespan_gas[5])]::bigint[],
      ARRAY[sum(m.optimistic_aborts[1]), sum(m.optimistic_aborts[2]), sum(m.optimistic_aborts[3]), sum(m.optimistic_aborts[4]), sum(m.optimistic_aborts[5])]::bigint[],
      (array_agg(m.lowest_bound_gas ORDER BY m.lowest_bound_gas::numeric / m.lowest_bound_critical_gas, m.lowest_bound_gas) FILTER (WHERE m.lowest_bound_critical_gas > 0))[1],
      (array_agg(m.lowest_bound_critical_gas ORDER BY m.lowest_bound_gas::numeric / m.lowest_bound_critical_gas, m.lowest_bound_gas) FILTER (WHERE m.lowest_bound_critical_gas > 0))[1],
      (array_agg(m.highest_bound_gas ORDER BY m.highest_bound_gas::numeric / m.highest_bound_critical_gas DESC, m.highest_bound_gas DESC) FILTER (WHERE m.highest_bound_critical_gas > 0))[1],
      (array_agg(m.highest_bound_critical_gas ORDER BY m.highest_bound_gas::numeric / m.highest_bound_critical_gas DESC, m.highest_bound_gas DESC) FILTER (WHERE m.highest_bound_critical_gas > 0))[1]
    FROM unnest(starts) AS u(start)
    CROSS JOIN LATERAL (SELECT * FROM metrics_rollup AS r
      WHERE r.chain_id = of_chain AND r.resolution = finer AND r.start >= u.start AND r.start < u.start + wider OFFSET 0) AS m
    GROUP BY u.start, m.policy, m.source;

    DELETE FROM module_rollup WHERE chain_id = of_chain AND resolution = wider AND start = ANY(starts);
    INSERT INTO module_rollup
    SELECT of_chain, wider, u.start, m.policy, m.module_id, sum(m.blocks), min(m.first_block), max(m.last_block),
      sum(m.touching_txs), sum(m.home_txs), sum(m.home_gas), sum(m.cross_module_txs), sum(m.edges),
      sum(m.conflicted_txs), sum(m.touching_gas), sum(m.critical_path_gas)
    FROM unnest(starts) AS u(start)
    CROSS JOIN LATERAL (SELECT * FROM module_rollup AS r
      WHERE r.chain_id = of_chain AND r.resolution = finer AND r.start >= u.start AND r.start < u.start + wider OFFSET 0) AS m
    GROUP BY u.start, m.policy, m.module_id;

    DELETE FROM module_conflict_rollup WHERE chain_id = of_chain AND resolution = wider AND start = ANY(starts);
    INSERT INTO module_conflict_rollup
    SELECT of_chain, wider, u.start, m.policy, m.earlier_module, m.later_module, sum(m.edges)
    FROM unnest(starts) AS u(start)
    CROSS JOIN LATERAL (SELECT * FROM module_conflict_rollup AS r
      WHERE r.chain_id = of_chain AND r.resolution = finer AND r.start >= u.start AND r.start < u.start + wider OFFSET 0) AS m
    GROUP BY u.start, m.policy, m.earlier_module, m.later_module;

    DELETE FROM hot_key_rollup WHERE chain_id = of_chain AND resolution = wider AND start = ANY(starts);
    INSERT INTO hot_key_rollup
    SELECT of_chain, wider, ranked.* FROM (
      SELECT u.start, k.policy, k.module_id,
        row_number() OVER (PARTITION BY u.start, k.policy, k.module_id
          ORDER BY sum(k.waiting_gas) DESC, k.kind COLLATE "C", k.address, k.slot) - 1 AS rank,
        k.kind, k.address, k.slot, max(k.label COLLATE "C"), sum(k.blocks), max(k.last_block),
        sum(k.readers), sum(k.writers), sum(k.edges), sum(k.waiting_gas)
      FROM unnest(starts) AS u(start)
      CROSS JOIN LATERAL (SELECT * FROM hot_key_rollup AS r
        WHERE r.chain_id = of_chain AND r.resolution = finer AND r.start >= u.start AND r.start < u.start + wider OFFSET 0) AS k
      GROUP BY u.start, k.policy, k.module_id, k.kind, k.address, k.slot) AS ranked
    WHERE ranked.rank < most_keys;

    DELETE FROM worst_block_rollup WHERE chain_id = of_chain AND resolution = wider AND start = ANY(starts);
    INSERT INTO worst_block_rollup
    SELECT of_chain, wider, ranked.* FROM (
      SELECT u.start, w.policy,
        row_number() OVER (PARTITION BY u.start, w.policy ORDER BY w.critical_path_gas DESC, w.block DESC) - 1 AS rank,
        w.block, w.critical_path_gas
      FROM unnest(starts) AS u(start)
      CROSS JOIN LATERAL (SELECT * FROM worst_block_rollup AS r
        WHERE r.chain_id = of_chain AND r.resolution = finer AND r.start >= u.start AND r.start < u.start + wider OFFSET 0) AS w) AS ranked
    WHERE ranked.rank < most_blocks;

    DELETE FROM module_call_rollup WHERE chain_id = of_chain AND resolution = wider AND start = ANY(starts);
    INSERT INTO module_call_rollup
    SELECT of_chain, wider, u.start, m.caller_module, m.callee_module, sum(m.calls), sum(m.static_calls),
      sum(m.failed), sum(m.gas), sum(m.value)
    FROM unnest(starts) AS u(start)
    CROSS JOIN LATERAL (SELECT * FROM module_call_rollup AS r
      WHERE r.chain_id = of_chain AND r.resolution = finer AND r.start >= u.start AND r.start < u.start + wider OFFSET 0) AS m
    GROUP BY u.start, m.caller_module, m.callee_module;

    DELETE FROM call_coverage_rollup WHERE chain_id = of_chain AND resolution = wider AND start = ANY(starts);
    INSERT INTO call_coverage_rollup
    SELECT of_chain, wider, u.start, sum(m.blocks), sum(m.traced)
    FROM unnest(starts) AS u(start)
    CROSS JOIN LATERAL (SELECT * FROM call_coverage_rollup AS r
      WHERE r.chain_id = of_chain AND r.resolution = finer AND r.start >= u.start AND r.start < u.start + wider OFFSET 0) AS m
    GROUP BY u.start;

    finer := wider;
  END LOOP;
END
$$;

-- The blocks that are there already, a day at a time.
DO $$
DECLARE
  day RECORD;
BEGIN
  FOR day IN
    SELECT chain_id, array_agg(DISTINCT timestamp - timestamp % 60) AS minutes
    FROM block GROUP BY chain_id, timestamp / 86400 ORDER BY chain_id, timestamp / 86400
  LOOP
    PERFORM roll_up(day.chain_id, day.minutes);
  END LOOP;
END
$$;
