import { KeyCache } from './access-builder'
import { MalformedTraceError } from './errors'
import { isRecord, parseState, refuse, shown, type TracePlace, WordCache } from './trace-shape'
import { tracedAccess } from './traced-access'
import type { AccessSet } from './types'

export interface TracedBlock {
  /** number of the block, for messages */
  block: bigint
  /** addresses as 0x hex in any case; `to` is null for a creation */
  transactions: readonly { hash: string; from: string; to: string | null }[]
  miner: string
  /** what debug_traceBlockByNumber answered for the prestate tracer, unchecked */
  plain: unknown
  /** the same in diff mode */
  diff: unknown
}

/**
 * The access sets of a block's transactions from its two prestate traces, by the table in docs/parallelism.md.
 * Throws a MalformedTraceError that names block, transaction and field on anything that is no such trace.
 */
export function accessSetsFromTraces({ block, transactions, miner, plain, diff }: TracedBlock): AccessSet[] {
  const plainResults = results(plain, 'plain', block, transactions)
  const diffResults = results(diff, 'diff', block, transactions)
  const words = new WordCache()
  const keys = new KeyCache()
  const coinbase = miner.toLowerCase()
  return transactions.map((transaction, i) => {
    const place = { block, transaction: `${i} (${transaction.hash})` }
    const change = diffResults[i]
    if (!isRecord(change))
      return refuse(place, 'diff.result', `is ${shown(change)} where an object is expected`)
    if (change.post === null && isRecord(change.pre) && Object.keys(change.pre).length > 0) {
      return refuse(place, 'diff.result.post', 'is null though diff.result.pre names accounts')
    }
    return tracedAccess({
      sender: transaction.from.toLowerCase(),
      to: transaction.to?.toLowerCase(),
      coinbase,
      touched: parseState(plainResults[i], 'plain.result', place, words),
      pre: parseState(change.pre, 'diff.result.pre', place, words),
      post: parseState(change.post, 'diff.result.post', place, words),
      keys,
    })
  })
}

/** The results of a block's trace in block order, each entry checked to belong to its transaction. */
function results(
  trace: unknown,
  name: string,
  block: bigint,
  transactions: TracedBlock['transactions'],
): unknown[] {
  if (!Array.isArray(trace)) {
    throw new MalformedTraceError(
      `block ${block}: the ${name} trace is ${shown(trace)} where a list is expected`,
    )
  }
  if (trace.length !== transactions.length) {
    const missing = transactions[trace.length]
    const first = missing === undefined ? '' : `; the first without one is ${trace.length} (${missing.hash})`
    throw new MalformedTraceError(
      `block ${block}: the ${name} trace has ${trace.length} results for ${transactions.length} transactions${first}`,
    )
  }
  return trace.map((entry: unknown, i) => {
    const hash = transactions[i]?.hash ?? ''
    const place: TracePlace = { block, transaction: `${i} (${hash})` }
    if (!isRecord(entry))
      return refuse(place, `${name}[${i}]`, `is ${shown(entry)} where an object is expected`)
    if (entry.error !== undefined && entry.error !== null)
      return refuse(place, `${name}.error`, `is ${shown(entry.error)}`)
    const { txHash } = entry
    if (txHash !== undefined && (typeof txHash !== 'string' || txHash.toLowerCase() !== hash.toLowerCase())) {
      return refuse(place, `${name}.txHash`, `is ${shown(txHash)}`)
    }
    // The trace of a single transaction comes without a wrapping: the state itself, or its two sides.
    return 'result' in entry || 'txHash' in entry ? entry.result : entry
  })
}
