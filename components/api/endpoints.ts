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
    what: 'Blocks, newest first: limit (at most 500), before and after are block numbers.',
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
    what: 'Parallelism over blocks: policy, range or from and to, blocks_per_row, table (blocks or workers).',
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
    path: '/api/v1/modules',
    what: 'Modules over blocks: policy, range or from and to, module, table (modules, blocks or conflicts).',
    csv: true,
    example: '/api/v1/modules',
  },
  {
    path: '/api/v1/programs',
    what: 'Payout programs: what they budgeted and paid, and their last audit.',
    example: '/api/v1/programs',
  },
  {
    path: '/api/v1/programs/{address}/epochs/{number}',
    what: 'An epoch: its opening and close, its regions, the rule computed again, and its audit.',
  },
  {
    path: '/api/v1/programs/{address}/epochs/{number}/payments',
    what: 'The payments of an epoch in order, 100 at a time (after is a place, BLOCK.LOG); as CSV all of them.',
    csv: true,
  },
]
