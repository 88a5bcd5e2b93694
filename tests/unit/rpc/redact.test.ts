import { describe, expect, it } from 'vitest'
import { createRpcClient } from '@/lib/rpc/client'
import { MethodMissingError, NodeBusyError, RpcResponseError, responseError } from '@/lib/rpc/errors'
import { Limiter } from '@/lib/rpc/limiter'
import { redactUrl } from '@/lib/rpc/redact'

describe('redactUrl', () => {
  it.each([
    ['http://127.0.0.1:8545', 'http://127.0.0.1:8545'],
    ['http://127.0.0.1:8545/', 'http://127.0.0.1:8545'],
    ['https://user:secret@node.example/rpc', 'https://node.example/rpc'],
    ['https://mainnet.example/v3/0123456789abcdef0123456789abcdef', 'https://mainnet.example/v3/***'],
    ['https://node.example/?apikey=secret&x=1', 'https://node.example?apikey=***&x=***'],
    ['secret', 'an address that is not a URL'],
  ])('%s is shown as %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown)
  })
})

describe('createRpcClient', () => {
  it.each([
    ['ws://127.0.0.1:8545', 'RPC_URL must begin with http:// or https://, not ws://127.0.0.1:8545.'],
    ['localhost', 'RPC_URL must begin with http:// or https://, not an address that is not a URL.'],
  ])('refuses %s', (url, message) => {
    expect(() => createRpcClient(url)).toThrow(message)
  })
})

describe('responseError', () => {
  it.each([
    [-32601, 'Method not found', MethodMissingError],
    [-32000, 'the method debug_traceBlockByNumber does not exist/is not available', MethodMissingError],
    [-32004, 'Method eth_getBlockReceipts is not supported', MethodMissingError],
    [-32005, 'daily request count exceeded', NodeBusyError],
    [-32000, 'Too Many Requests', NodeBusyError],
    [3, 'execution reverted', RpcResponseError],
  ])('knows what %i %s means', (code, message, kind) => {
    const error = responseError('http://node', 'debug_x', code, message)
    expect(error.constructor).toBe(kind)
    expect(error.message).toContain('The node at http://node')
    expect(error.message).toContain(message)
  })
})

describe('Limiter', () => {
  it('runs no more at once than it may, and all of them in order', async () => {
    const limiter = new Limiter(3)
    const started: number[] = []
    let running = 0
    let most = 0
    const task = (at: number) =>
      limiter.run(async () => {
        started.push(at)
        most = Math.max(most, ++running)
        await Promise.resolve()
        running--
        if (at === 4) throw new Error('four')
        return at
      })
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => task(at)))
    expect(most).toBe(3)
    expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n !== 4),
    )
  })
})
