import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const call = z.object({ id: z.unknown(), method: z.string(), params: z.array(z.unknown()).default([]) })
type Call = z.infer<typeof call>

/** Web pages may ask, as anvil lets them. */
const OPEN_TO_PAGES = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }

/** What a proxy does with one call: an answer of its own, or the node's answer, changed or as it is. */
export interface ProxyRules {
  /** keeps the node's answers: a chain that stands still is then read as fast as this process can give it */
  cache?: boolean
  onCall?: (method: string) => void
  /** holds every answer back until it resolves */
  before?: () => Promise<void>
  /** an error or a result in place of the node's; undefined asks the node */
  instead?: (
    method: string,
    params: unknown[],
  ) => { error: { code: number; message: string } } | { result: unknown } | undefined
  /** parameters as the node is to get them */
  params?: (params: unknown[]) => unknown[]
  /** the node's result, changed */
  change?: (method: string, params: unknown[], result: unknown) => unknown
}

export interface NodeProxy {
  url: string
  rules: ProxyRules
  close(): Promise<void>
}

/** A node's double for tests: real answers of a real node, with exactly the trouble that a test wants. */
export async function startProxy(target: string, rules: ProxyRules = {}, port = 0): Promise<NodeProxy> {
  const known = new Map<string, string>()
  const proxy = { rules }

  async function askNode({ method, params }: Call): Promise<{ result?: unknown; error?: unknown }> {
    const key = JSON.stringify([method, params])
    const kept = proxy.rules.cache ? known.get(key) : undefined
    if (kept !== undefined) return JSON.parse(kept)
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const { result, error } = z
      .object({ result: z.unknown(), error: z.unknown() })
      .partial()
      .parse(await response.json())
    if (proxy.rules.cache) known.set(key, JSON.stringify({ result, error }))
    return { result, error }
  }

  async function answer(one: Call): Promise<object> {
    const { instead, change, onCall, before } = proxy.rules
    onCall?.(one.method)
    await before?.()
    const own = instead?.(one.method, one.params)
    const given = own ?? (await askNode({ ...one, params: proxy.rules.params?.(one.params) ?? one.params }))
    const result = 'result' in given && change ? change(one.method, one.params, given.result) : undefined
    return { jsonrpc: '2.0', id: one.id, ...given, ...(result === undefined ? {} : { result }) }
  }

  const server = createServer(async (request, response) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, OPEN_TO_PAGES).end()
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const body = z.union([z.array(call), call]).parse(JSON.parse(Buffer.concat(chunks).toString()))
      const reply = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body)
      response
        .writeHead(200, { 'content-type': 'application/json', ...OPEN_TO_PAGES })
        .end(JSON.stringify(reply))
    } catch {
      response.destroy()
    }
  })
  const url = await listen(server, port)
  return Object.assign(proxy, { url, close: () => closed(server) })
}

/** A server that answers everything with a web page. */
export async function startWebPage(port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title>'),
  )
  return { url: await listen(server, port), close: () => closed(server) }
}

function listen(server: ReturnType<typeof createServer>, wanted = 0): Promise<string> {
  // A test that computes for long would find its idle connection closed at the moment of its next request.
  server.keepAliveTimeout = 0
  return new Promise((resolve) => {
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = z
        .object({ port: z.number() })
        .parse(server.address() satisfies AddressInfo | string | null)
      resolve(`http://127.0.0.1:${port}`)
    })
  })
}

function closed(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
