import { afterEach, describe, expect, it } from 'vitest'
import { RetryableError } from '@/lib/errors'
import { freePort } from '@/lib/ports'
import { createRpcClient, type RpcClientOptions } from '@/lib/rpc/client'
import {
  BlockGoneError,
  MethodMissingError,
  mayPass,
  NodeBusyError,
  NodeUnreachableError,
  NotANodeError,
  RpcResponseError,
  WrongChainError,
} from '@/lib/rpc/errors'
import { type Reply, startServer } from './nodes'

interface Call {
  id: number
  method: string
  params: unknown[]
}

let stop: (() => Promise<void>) | undefined

afterEach(async () => {
  await stop?.()
  stop = undefined
})

/** A client of a server that gives these replies. */
async function clientOf(reply: (body: string) => Reply | Promise<Reply>, options: RpcClientOptions = {}) {
  const server = await startServer(reply)
  stop = server.stop
  return { client: createRpcClient(server.url, { retries: 0, ...options }), url: server.url }
}

/** A JSON-RPC server: what each call gives, errors as they are thrown. */
function node(answer: (call: Call) => unknown): (body: string) => Reply {
  const one = (call: Call) => {
    try {
      return { jsonrpc: '2.0', id: call.id, result: answer(call) }
    } catch (error) {
      return { jsonrpc: '2.0', id: call.id, error }
    }
  }
  return (body) => {
    const asked: Call | Call[] = JSON.parse(body)
    return { body: JSON.stringify(Array.isArray(asked) ? asked.map(one).reverse() : one(asked)) }
  }
}

function raise(code: number, message: string): never {
  throw { code, message }
}

async function failure(work: Promise<unknown>): Promise<Error> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(outcome instanceof Error)) throw new Error('it did not fail')
  return outcome
}

describe('an address without a node', () => {
  it('that nothing listens at is named with what to do', async () => {
    const url = `http://127.0.0.1:${await freePort()}`
    const error = await failure(createRpcClient(url, { retries: 1 }).chainId())
    expect(error).toBeInstanceOf(NodeUnreachableError)
    expect(error.message).toBe(
      `No node answers at ${url}: connection refused. Start the node or correct RPC_URL.`,
    )
    expect(mayPass(error)).toBe(true)
  })

  it.each<[string, Reply, string]>([
    [
      'a web page',
      { body: '<!doctype html><html></html>' },
      'is a web page, not a JSON-RPC node. Correct RPC_URL.',
    ],
    [
      'a page not found',
      { status: 404, body: '<html>' },
      'is no JSON-RPC node: it says HTTP 404. Correct RPC_URL.',
    ],
    [
      'some text',
      { body: 'Hello,\n world' },
      'is no JSON-RPC node: it says "Hello, world". Correct RPC_URL.',
    ],
    ['nothing', { body: '' }, 'is no JSON-RPC node: it says "". Correct RPC_URL.'],
    [
      'another API',
      { body: '{"ok":true}' },
      'is no JSON-RPC node: eth_chainId gave {"ok":true}. Correct RPC_URL.',
    ],
  ])('that gives %s is called so', async (_, reply, message) => {
    const { client, url } = await clientOf(() => reply, { retries: 3 })
    const error = await failure(client.chainId())
    expect(error).toBeInstanceOf(NotANodeError)
    expect(error.message).toBe(`What answers at ${url} ${message}`)
    expect(mayPass(error)).toBe(false)
  })

  it('that refuses access is called so', async () => {
    const { client, url } = await clientOf(() => ({ status: 401, body: 'no' }))
    const error = await failure(client.chainId())
    expect(error.message).toBe(`The node at ${url} refuses access (HTTP 401). Check the key in RPC_URL.`)
  })
})

describe('a node that is busy', () => {
  it('is asked again until it answers', async () => {
    let asked = 0
    const answers = node(() => '0x7a69')
    const { client } = await clientOf(
      (body) =>
        ++asked < 3 ? { status: 503, body: '<html>', headers: { 'retry-after': '0' } } : answers(body),
      { retries: 4 },
    )
    expect(await client.chainId()).toBe(31337n)
    expect(asked).toBe(3)
  })

  it('for one call of a batch is asked for that one again', async () => {
    const asked: string[] = []
    let busy = true
    const answers = node(({ method, params }) => {
      asked.push(`${method} ${String(params[0] ?? '')}`)
      if (method !== 'eth_getCode' || !busy) return '0x01'
      busy = false
      return raise(-32005, 'rate limit exceeded')
    })
    const { client } = await clientOf(answers, { retries: 1 })
    const results = await Promise.all([
      client.request('eth_a', []),
      client.request('eth_getCode', []),
      client.request('eth_b', []),
    ])
    expect(results).toEqual(['0x01', '0x01', '0x01'])
    expect(asked).toEqual(['eth_a ', 'eth_getCode ', 'eth_b ', 'eth_getCode '])
  })

  it('is given up in the end, as something that may pass', async () => {
    const { client, url } = await clientOf(
      () => ({ status: 503, body: '', headers: { 'retry-after': '0' } }),
      { retries: 2 },
    )
    const error = await failure(client.chainId())
    expect(error).toBeInstanceOf(RetryableError)
    expect(error.message).toBe(`The node at ${url} answers HTTP 503: it is overloaded or not ready.`)
  })

  it('and never answers is given up after the timeout', async () => {
    const { client, url } = await clientOf(() => new Promise(() => {}), { timeoutMs: 100 })
    const error = await failure(client.chainId())
    expect(error).toBeInstanceOf(NodeBusyError)
    expect(error.message).toBe(`The node at ${url} did not answer within 0.1 s.`)
  })

  it('ends at once when the client is told to end', async () => {
    const controller = new AbortController()
    const { client } = await clientOf(() => new Promise(() => {}), { retries: 9, signal: controller.signal })
    const ended = failure(client.chainId())
    controller.abort()
    expect(await ended).toBeInstanceOf(Error)
  })
})

describe('batches', () => {
  it('hold no more calls than they may, and answers find their calls in any order', async () => {
    const sizes: number[] = []
    const answers = node(({ params }) => `0x${String(params[0])}`)
    const { client } = await clientOf(
      (body) => {
        sizes.push(body.split('"method"').length - 1)
        return answers(body)
      },
      { batchSize: 4 },
    )
    const results = await Promise.all(Array.from({ length: 10 }, (_, at) => client.request('eth_x', [at])))
    expect(results).toEqual(['0x0', '0x1', '0x2', '0x3', '0x4', '0x5', '0x6', '0x7', '0x8', '0x9'])
    expect(sizes).toEqual([4, 4, 2])
  })

  it('are given up for good where the node refuses them', async () => {
    let requests = 0
    const answers = node(({ method }) => method)
    const { client } = await clientOf((body) => {
      requests++
      return body.startsWith('[')
        ? { body: '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no batches"}}' }
        : answers(body)
    })
    expect(await Promise.all([client.request('a', []), client.request('b', [])])).toEqual(['a', 'b'])
    expect(await Promise.all([client.request('c', []), client.request('d', [])])).toEqual(['c', 'd'])
    expect(requests).toBe(5)
  })

  it('that are answered in part leave the rest open', async () => {
    const answers = node(() => '0x1')
    const { client, url } = await clientOf((body) => {
      const given: unknown[] = JSON.parse(answers(body).body)
      return { body: JSON.stringify(given.slice(0, 1)) }
    })
    const [first, second] = await Promise.allSettled([client.request('a', []), client.request('b', [])])
    expect(second).toEqual({ status: 'fulfilled', value: '0x1' })
    expect(first).toMatchObject({
      status: 'rejected',
      reason: { message: `The node at ${url} gave no answer to a.` },
    })
  })
})

describe('answers that do not fit', () => {
  const HASH = `0x${'11'.repeat(32)}`
  const block = {
    number: 7n,
    hash: `0x${'22'.repeat(32)}`,
    transactions: [{ hash: `0x${'33'.repeat(32)}` }],
  } as const

  it('another chain than the expected one', async () => {
    const { client, url } = await clientOf(
      node(() => '0x1'),
      { chainId: 31337n },
    )
    const error = await failure(client.chainId())
    expect(error).toBeInstanceOf(WrongChainError)
    expect(error.message).toBe(
      `The node at ${url} is on chain 1, but chain 31337 is expected. Correct RPC_URL or the configured chain id.`,
    )
  })

  it('a chain that changes', async () => {
    let chain = '0x7a69'
    const head = { number: '0x1', hash: HASH, parentHash: HASH, timestamp: '0x1' }
    const { client, url } = await clientOf(node(({ method }) => (method === 'eth_chainId' ? chain : head)))
    expect((await client.head('latest'))?.number).toBe(1n)
    chain = '0x1'
    const error = await failure(client.head('latest'))
    expect(error).toBeInstanceOf(WrongChainError)
    expect(error.message).toBe(
      `The node at ${url} has changed from chain 31337 to chain 1. Nothing of it is stored; point RPC_URL at chain 31337 again.`,
    )
  })

  it('a method that is missing', async () => {
    const { client, url } = await clientOf(node(() => raise(-32601, 'Method not found')))
    const error = await failure(client.prestate(block))
    expect(error).toBeInstanceOf(MethodMissingError)
    expect(error.message).toBe(`The node at ${url} does not offer debug_traceTransaction: Method not found.`)
  })

  it('another error', async () => {
    const { client, url } = await clientOf(node(() => raise(3, 'execution reverted')))
    const error = await failure(client.call({ to: '0x', data: '0x' }, 7n))
    expect(error).toBeInstanceOf(RpcResponseError)
    expect(error.message).toBe(`The node at ${url} answered eth_call with an error: execution reverted.`)
  })

  it('receipts and traces of a block that was replaced meanwhile', async () => {
    const traces = [{ txHash: HASH, result: {} }]
    const { client, url } = await clientOf(
      node(({ method }) => (method === 'eth_getBlockReceipts' ? null : traces)),
    )
    const message = `Block 7 (${block.hash}) is no longer on the node at ${url}: the chain was reorganised meanwhile.`
    for (const read of [client.receipts, client.prestate]) {
      const error = await failure(read(block))
      expect(error).toBeInstanceOf(BlockGoneError)
      expect(error).toBeInstanceOf(RetryableError)
      expect(error.message).toBe(message)
    }
  })

  it('a trace that failed', async () => {
    const traces = [{ txHash: block.transactions[0].hash, error: 'execution timeout' }]
    const { client } = await clientOf(node(() => traces))
    expect((await failure(client.calls(block))).message).toBe(
      `debug_traceBlockByNumber(7): tracing transaction ${block.transactions[0].hash} failed: "execution timeout"`,
    )
  })

  it('a token that is none', async () => {
    const { client } = await clientOf(node(() => '0x'))
    const token = `0x${'44'.repeat(20)}` as const
    expect((await failure(client.balanceOf(token, token, 7n))).message).toBe(
      `The contract ${token} has no balanceOf at block 7: it is no ERC-20 token there.`,
    )
    expect(await client.tokenMetadata(token, 7n)).toEqual({ name: null, symbol: null, decimals: null })
  })
})
