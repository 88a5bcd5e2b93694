import { Fields, show } from '@/lib/chain/fields'
import { RetryableError, UserError } from '@/lib/errors'
import { mayPass, NodeBusyError, NotANodeError, responseError } from '@/lib/rpc/errors'
import { type PostJson, postJson } from '@/lib/rpc/http'
import { Limiter } from '@/lib/rpc/limiter'
import { redactUrl } from '@/lib/rpc/redact'

export interface TransportOptions {
  /** milliseconds for one HTTP request, its answer included */
  timeoutMs?: number
  /** how often a call is tried again when it fails for a reason that may pass */
  retries?: number
  /** HTTP requests under way at once */
  concurrency?: number
  /** calls in one HTTP request */
  batchSize?: number
  /** ends everything under way */
  signal?: AbortSignal
  /** how a request is sent; as Node sends it where it is left out */
  post?: PostJson
}

export interface RequestOptions {
  /** answers large enough to travel alone */
  alone?: boolean
  timeoutMs?: number
}

interface Pending {
  method: string
  params: unknown[]
  options: RequestOptions
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}

/**
 * JSON-RPC over HTTP. Calls made together travel together, calls that fail for a reason that may pass are tried
 * again, and answers are matched with calls by id.
 */
export class Transport {
  /** the address as messages may show it */
  readonly node: string
  private readonly timeoutMs: number
  private readonly retries: number
  private readonly batchSize: number
  private readonly signal: AbortSignal | undefined
  private readonly post: PostJson
  private readonly limiter: Limiter
  private queue: Pending[] = []
  /** some providers refuse batches: found out once, then each call travels alone */
  private batches = true
  private nextId = 1

  constructor(
    private readonly url: string,
    options: TransportOptions = {},
  ) {
    this.node = redactUrl(url)
    if (!/^https?:\/\//.test(url))
      throw new UserError(`RPC_URL must begin with http:// or https://, not ${this.node}.`)
    this.timeoutMs = options.timeoutMs ?? 30_000
    this.retries = options.retries ?? 4
    this.batchSize = options.batchSize ?? 20
    this.signal = options.signal
    this.post = options.post ?? postJson
    this.limiter = new Limiter(options.concurrency ?? 6)
  }

  /**
   * Calls a method of the node.
   * @throws MethodMissingError, RpcResponseError for what the node answers; NodeUnreachableError, NotANodeError;
   * RetryableError where it stayed busy
   */
  request(method: string, params: unknown[] = [], options: RequestOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.queue.push({ method, params, options, resolve, reject })
      if (this.queue.length === 1) queueMicrotask(() => this.flush())
    })
  }

  private flush(): void {
    const waiting = this.queue
    this.queue = []
    const together: Pending[] = []
    for (const call of waiting) {
      if (this.batches && call.options.alone !== true) together.push(call)
      else this.settle([call])
    }
    for (let at = 0; at < together.length; at += this.batchSize)
      this.settle(together.slice(at, at + this.batchSize))
  }

  private async settle(calls: Pending[]): Promise<void> {
    let open = calls
    for (let attempt = 0; open.length > 0; attempt++) {
      const { left, error } = await this.limiter.run(() => this.attempt(open))
      if (left.length > 0 && (attempt >= this.retries || !mayPass(error) || this.signal?.aborted === true)) {
        for (const call of left) call.reject(error)
        return
      }
      if (left.length > 0) await pause(waitOf(error, attempt), this.signal)
      open = left
    }
  }

  /** One HTTP request. Calls that it does not settle are left, with the error that they share. */
  private async attempt(calls: Pending[]): Promise<{ left: Pending[]; error: Error }> {
    const first = this.nextId
    this.nextId += calls.length
    const bodies = calls.map(({ method, params }, at) => ({ jsonrpc: '2.0', id: first + at, method, params }))
    const timeoutMs = Math.max(...calls.map((call) => call.options.timeoutMs ?? this.timeoutMs))
    try {
      const body = JSON.stringify(calls.length === 1 ? bodies[0] : bodies)
      const answer = await this.post(this.url, this.node, body, timeoutMs, this.signal)
      if (calls.length > 1 && !Array.isArray(answer)) {
        this.batches = false
        for (const call of calls) this.settle([call])
        return settled
      }
      return this.deliver(calls, first, Array.isArray(answer) ? answer : [answer])
    } catch (error) {
      return { left: calls, error: error instanceof Error ? error : new Error(String(error)) }
    }
  }

  private deliver(calls: Pending[], first: number, answers: unknown[]): { left: Pending[]; error: Error } {
    const byId = new Map(answers.map((answer) => [idOf(answer), answer]))
    const left: Pending[] = []
    let last: Error = settled.error
    for (const [at, call] of calls.entries()) {
      // An answer without an id, or with null where the node could not read one, belongs to a call that was alone.
      const unmatched = calls.length === 1 ? (byId.get(null) ?? byId.get(undefined)) : undefined
      const answer = byId.get(first + at) ?? unmatched
      const outcome = this.outcome(call.method, answer)
      if (!(outcome instanceof Error)) call.resolve(outcome.result)
      else if (outcome instanceof RetryableError) {
        left.push(call)
        last = outcome
      } else call.reject(outcome)
    }
    return { left, error: last }
  }

  private outcome(method: string, answer: unknown): { result: unknown } | Error {
    if (answer === undefined)
      return new NodeBusyError(`The node at ${this.node} gave no answer to ${method}.`)
    const fields = new Fields(answer, method)
    if (fields.has('error')) {
      const error = fields.object('error')
      const code = Number(error.value('code') ?? 0)
      return responseError(this.node, method, code, String(error.value('message') ?? show(answer)))
    }
    const result = fields.value('result')
    if (result !== undefined) return { result }
    return new NotANodeError(
      `What answers at ${this.node} is no JSON-RPC node: ${method} gave ${show(answer)}. Correct RPC_URL.`,
    )
  }
}

const settled: { left: Pending[]; error: Error } = { left: [], error: new Error('settled') }

function idOf(answer: unknown): number | null | undefined {
  if (typeof answer !== 'object' || answer === null || !('id' in answer)) return undefined
  return typeof answer.id === 'number' || answer.id === null ? answer.id : undefined
}

function waitOf(error: Error, attempt: number): number {
  const asked = error instanceof NodeBusyError ? error.waitMs : undefined
  return asked ?? Math.min(250 * 2 ** attempt, 4000)
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}
