import { Fields, show } from '@/lib/chain/fields'
import type { Hex } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import type { BlockRef } from '@/lib/rpc/blocks'
import { replaceCode } from '@/lib/rpc/code'
import { BlockGoneError, MethodMissingError, RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'
import { isStillThere, misfit } from '@/lib/rpc/still-there'
import type { Transport } from '@/lib/rpc/transport'

/** The trace of one transaction, unread. */
export interface TraceResult {
  txHash: Hex
  result: unknown
}

export type Tracer = 'prestate' | 'prestateDiff' | 'calls'

/** What messages call the traces. */
const NAMES: Record<Tracer, string> = { prestate: 'plain', prestateDiff: 'diff', calls: 'calls' }

/** Options of a tracer. Code itself is never needed, but some nodes say by it alone that an account has code. */
export function tracerOptions(tracer: Tracer, disableCode = true): object {
  if (tracer === 'calls') return { tracer: 'callTracer' }
  return { tracer: 'prestateTracer', tracerConfig: { diffMode: tracer === 'prestateDiff', disableCode } }
}

/** Traces of blocks: one call a block where the node offers it, else one a transaction. */
export class TraceReader {
  /** undefined until it has been tried */
  private traceBlock: boolean | undefined
  /** whether the node gives codeHash, so that it may leave code out; undefined until a trace has shown it */
  private codeHashes: boolean | undefined

  constructor(
    private readonly transport: Transport,
    private readonly timeoutMs: number,
  ) {}

  /**
   * Traces every transaction of a block, in its order. In prestate traces the hash of code stands in its place.
   * @throws BlockGoneError where the chain was reorganised since the block was read; MethodMissingError where the node
   * cannot trace; UserError where tracing a transaction failed
   */
  async read(block: BlockRef, tracer: Tracer): Promise<TraceResult[]> {
    if (block.transactions.length === 0) return []
    if (tracer === 'calls') return this.trace(block, tracer, tracerOptions(tracer))
    const codeLeftOut = this.codeHashes !== false
    const results = await this.trace(block, tracer, tracerOptions(tracer, codeLeftOut))
    const shown = replaceCode(results)
    // Blocks are read side by side: another's trace may have shown meanwhile that this one lacks its code.
    if (!codeLeftOut || this.codeHashes === true) return results
    if (shown.code || shown.codeHash) {
      this.codeHashes ??= shown.codeHash
      return results
    }
    const withCode = await this.trace(block, tracer, tracerOptions(tracer, false))
    // Where no account has code either way, nothing has been learnt.
    if (replaceCode(withCode).code) this.codeHashes = false
    return withCode
  }

  private async trace(block: BlockRef, tracer: Tracer, options: object): Promise<TraceResult[]> {
    try {
      return this.traceBlock === false
        ? await this.oneByOne(block, options)
        : await this.together(block, tracer, options)
    } catch (error) {
      const missing = error instanceof RpcResponseError && /not found|unknown block/i.test(error.answer)
      // What is missing may be the block, or the state that it began with.
      if (missing && !(error instanceof MethodMissingError) && !(await isStillThere(this.transport, block))) {
        throw new BlockGoneError(block.number, block.hash, this.transport.node)
      }
      throw error
    }
  }

  private async together(block: BlockRef, tracer: Tracer, options: object): Promise<TraceResult[]> {
    const timeout = `${Math.round(this.timeoutMs / 1000)}s`
    try {
      const raw = await this.transport.request(
        'debug_traceBlockByNumber',
        [quantity(block.number), { timeout, ...options }],
        {
          alone: true,
          timeoutMs: this.timeoutMs,
        },
      )
      this.traceBlock = true
      return await this.match(block, tracer, raw)
    } catch (error) {
      if (!(error instanceof MethodMissingError) || this.traceBlock === true) throw error
      const results = await this.oneByOne(block, options)
      this.traceBlock = false
      return results
    }
  }

  private async match(block: BlockRef, tracer: Tracer, raw: unknown): Promise<TraceResult[]> {
    const where = `debug_traceBlockByNumber(${block.number})`
    const { number, transactions } = block
    if (!Array.isArray(raw)) {
      throw new UserError(
        `block ${number}: the ${NAMES[tracer]} trace is ${show(raw)} where a list is expected`,
      )
    }
    if (raw.length !== transactions.length) {
      const counts = `the ${NAMES[tracer]} trace has ${raw.length} results for ${transactions.length} transactions`
      const first = transactions[raw.length]
      const which = first === undefined ? '' : `; the first without one is ${raw.length} (${first.hash})`
      throw await misfit(this.transport, block, `block ${number}: ${counts}${which}`)
    }
    const results: TraceResult[] = []
    for (const [at, { hash }] of transactions.entries()) {
      const trace = new Fields(raw[at], `${where}[${at}]`)
      const traced = trace.optionalData('txHash', 32)
      if (traced !== undefined && traced !== hash) {
        const problem = `block ${number}, transaction ${at} (${hash}): ${NAMES[tracer]}.txHash is ${show(traced)}`
        throw await misfit(this.transport, block, problem)
      }
      if (trace.has('error')) {
        throw new UserError(`${where}: tracing transaction ${hash} failed: ${show(trace.value('error'))}`)
      }
      // Some nodes give the results of a block as they are, others each with its transaction's hash.
      results.push({ txHash: hash, result: trace.has('result') ? trace.value('result') : raw[at] })
    }
    return results
  }

  private oneByOne(block: BlockRef, options: object): Promise<TraceResult[]> {
    const request = { timeoutMs: this.timeoutMs }
    return Promise.all(
      block.transactions.map(async ({ hash }) => {
        const result = await this.transport.request('debug_traceTransaction', [hash, options], request)
        return { txHash: hash, result }
      }),
    )
  }
}
