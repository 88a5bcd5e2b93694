/** An address of the API, as its page lists it. */
export interface Endpoint {
  path: string
  /** what it answers, and by which parameters */
  what: string
  /** it answers as CSV too */
  csv?: boolean
  /** an address that answers as it stands; undefined where the path needs an id */
  example?: string
}

/** All that can be asked of the site by programs. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/v1/status',
    what: 'Every chain: head, indexed head, state in a word and in a sentence, and what its node can do.',
    example: '/api/v1/status',
  },
  {
    path: '/api/v1/overview',
    what: 'A chain now: its state, its last 100 blocks in sums, and its last limit epochs.',
    example: '/api/v1/overview',
  },
  {
    path: '/api/v1/blocks',
    what: 'Blocks, newest first: limit (at most 500), before and after are block numbers; with format csv, ndjson or parquet all of them, or from and to.',
    example: '/api/v1/blocks?limit=10',
  },
  {
    path: '/api/v1/blocks/{number or hash}',
    what: 'A block: header, checks, and metrics under every policy.',
  },
  {
    path: '/api/v1/txs',
    what: 'Transactions, newest first: limit (at most 500), before and after are places, BLOCK.INDEX.',
    example: '/api/v1/txs?limit=10',
  },
  {
    path: '/api/v1/txs/{hash}',
    what: 'A transaction: its logs, its access set, and what it depends on and what depends on it.',
  },
  {
    path: '/api/v1/parallelism',
    what: 'Parallelism over blocks or time: policy, range or from and to (block numbers, or times in UTC), blocks_per_row, table (blocks or workers).',
    csv: true,
    example: '/api/v1/parallelism',
  },
  {
    path: '/api/v1/schedule',
    what: 'A block executed by a scheduler, transaction by transaction: block, policy, scheduler, workers.',
    csv: true,
  },
  {
    path: '/api/v1/dependencies',
    what: 'The dependencies of a block, with the key behind each: block, policy, component (the index of a transaction in it).',
    csv: true,
  },
  {
    path: '/api/v1/what-if',
    what: 'What a change would bring: target (a state key, contract or module), action (commutative, sharded:N, sharded:sender, module:ID), policy, range, from and to, or block; and which single change frees most. table (metrics, blocks or advice) as CSV.',
    csv: true,
    example: '/api/v1/what-if?range=100',
  },
  {
    path: '/api/v1/modules',
    what: 'Modules over blocks or time: policy, range or from and to, module, table (modules, blocks, points or conflicts).',
    csv: true,
    example: '/api/v1/modules',
  },
  {
    path: '/api/v1/calls',
    what: 'Calls by the modules of caller and callee over blocks: range or from and to.',
    csv: true,
    example: '/api/v1/calls',
  },
  {
    path: '/api/v1/modules/discovery',
    what: 'Modules suggested by what transactions touch together: range or from and to; format=modules.json for a file.',
    csv: true,
    example: '/api/v1/modules/discovery',
  },
  {
    path: '/api/v1/finality',
    what: 'Head, safe and finalised block over time, and reorganisations: range, table (samples or reorgs).',
    csv: true,
    example: '/api/v1/finality?range=hour',
  },
  {
    path: '/metrics',
    what: 'Parallelism and the indexer’s health as metrics for Prometheus.',
    example: '/metrics',
  },
  {
    path: '/api/v1/programs',
    what: 'Payout programs: what they budgeted and paid, and their last audit.',
    example: '/api/v1/programs',
  },
  {
    path: '/api/v1/findings',
    what: 'Checks that did not pass, newest first: severity (fail, indeterminate, all), program, epoch, check, after; with format csv, ndjson or parquet all of them, or from and to, one row of evidence a line.',
    csv: true,
    example: '/api/v1/findings',
  },
  {
    path: '/api/v1/programs/{address}/epochs/{number}',
    what: 'An epoch: its opening and close, its regions, the rule computed again, and its audit. For kinds that are audited by periods: the period of that number, its blocks and its audit.',
  },
  {
    path: '/api/v1/programs/{address}/epochs/{number}/payments',
    what: 'The payments of an epoch or a period in order, 100 at a time (after is a place, BLOCK.LOG); with format csv, ndjson or parquet all of them.',
    csv: true,
  },
  {
    path: '/api/v1/payments',
    what: 'What one account was paid, or one nullifier (of), by all programs, in order, as csv, ndjson or parquet (format), all of it or from and to.',
    csv: true,
  },
  {
    path: '/api/v1/programs/{address}/events',
    what: 'Everything that a program and its parts said, in order, as csv, ndjson or parquet (format), all of it or from and to.',
    csv: true,
  },
  {
    path: '/api/v1/addresses/{address}/transfers',
    what: 'The token transfers from or to an account, in order, as csv, ndjson or parquet (format), all of them or from and to.',
    csv: true,
  },
  {
    path: '/api/v1/metrics',
    what: 'The metrics of each block under a policy, in order, as csv, ndjson or parquet (format), all of them or from and to.',
    csv: true,
    example: '/api/v1/metrics?format=ndjson&from=1&to=9',
  },
]
