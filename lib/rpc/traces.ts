import { Fields, show } from '@/lib/chain/fields'
import type { Hex } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import type { BlockRef } from '@/lib/rpc/blocks'
import { replaceCode } from '@/lib/rpc/code'
import { BlockGoneError, MethodMissingError, RpcResponseError } from '@/lib/rpc/errors'
import { quantity } from '@/lib/rpc/quantity'
import type { Transport } from '@/lib/rpc/transport'

/** The trace of one transaction, unread. */
export interface TraceResult {
  txHash: Hex
  result: unknown
}

export type Tracer = 'prestate' | 'prestateDiff' | 'calls'

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
    if (tracer === 'calls') return this.trace(block, tracerOptions(tracer))
    const codeLeftOut = this.codeHashes !== false
    const results = await this.trace(block, tracerOptions(tracer, codeLeftOut))
    const shown = replaceCode(results)
    // Blocks are read side by side: another's trace may have shown meanwhile that this one lacks its code.
    if (!codeLeftOut || this.codeHashes === true) return results
    if (shown.code || shown.codeHash) {
      this.codeHashes ??= shown.codeHash
      return results
    }
    const withCode = await this.trace(block, tracerOptions(tracer, false))
    // Where no account has code either way, nothing has been learnt.
    if (replaceCode(withCode).code) this.codeHashes = false
    return withCode
  }

  private async trace(block: BlockRef, options: object): Promise<TraceResult[]> {
    try {
      return this.traceBlock === false
        ? await this.oneByOne(block, options)
        : await this.together(block, options)
    } catch (error) {
      const gone = error instanceof RpcResponseError && /not found|unknown block/i.test(error.answer)
      if (gone && !(error instanceof MethodMissingError)) throw this.gone(block)
      throw error
    }
  }

  private async together(block: BlockRef, options: object): Promise<TraceResult[]> {
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
      return this.match(block, raw)
    } catch (error) {
      if (!(error instanceof MethodMissingError) || this.traceBlock === true) throw error
      const results = await this.oneByOne(block, options)
      this.traceBlock = false
      return results
    }
  }

  private match(block: BlockRef, raw: unknown): TraceResult[] {
    const where = `debug_traceBlockByNumber(${block.number})`
    if (!Array.isArray(raw)) throw new UserError(`${where}: expected a list, got ${show(raw)}`)
    if (raw.length !== block.transactions.length) throw this.gone(block)
    return block.transactions.map(({ hash }, at) => {
      const trace = new Fields(raw[at], `${where}[${at}]`)
      const traced = trace.optionalData('txHash', 32)
      if (traced !== undefined && traced !== hash) throw this.gone(block)
      if (trace.has('error')) {
        throw new UserError(`${where}: tracing transaction ${hash} failed: ${show(trace.value('error'))}`)
      }
      // Some nodes give the results of a block as they are, others each with its transaction's hash.
      return { txHash: hash, result: trace.has('result') ? trace.value('result') : raw[at] }
    })
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

  private gone(block: BlockRef): BlockGoneError {
    return new BlockGoneError(block.number, block.hash, this.transport.node)
  }
}
