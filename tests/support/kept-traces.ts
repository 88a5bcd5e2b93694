import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import path from 'node:path'
import { z } from 'zod'
import { STATE } from '../../scripts/start/folders'

/** Traces of earlier tests. What a block's trace is depends on the block alone, and its hash names all of it. */
const FOLDER = path.join(STATE, 'test', 'traces')
const OPEN_TO_PAGES = { 'access-control-allow-origin': '*', 'content-type': 'application/json' }

const traceCall = z.object({
  id: z.unknown(),
  method: z.literal('debug_traceBlockByNumber'),
  params: z.tuple([z.string(), z.unknown()]),
})
const answer = z.object({ result: z.unknown(), error: z.unknown() }).partial()

async function ask(url: string, method: string, params: unknown[]): Promise<z.infer<typeof answer>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  return answer.parse(await response.json())
}

async function hashAt(url: string, number: string): Promise<string | undefined> {
  const { result } = await ask(url, 'eth_getBlockByNumber', [number, false])
  return z.object({ hash: z.string() }).safeParse(result).data?.hash
}

function kept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function keep(file: string, result: unknown): void {
  mkdirSync(FOLDER, { recursive: true })
  // Other tests read and write the same folder at the same time.
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify(result))
  renameSync(draft, file)
}

/** The answer to one call for a trace, as JSON; from the node where nobody has asked for it before. */
async function traceAnswer(target: string, call: z.infer<typeof traceCall>, client: string): Promise<string> {
  const [number, options] = call.params
  const hash = await hashAt(target, number)
  const key = createHash('sha256')
    .update(JSON.stringify([client, hash, options]))
    .digest('hex')
  const file = path.join(FOLDER, key)
  const id = JSON.stringify(call.id ?? null)
  const known = hash === undefined ? undefined : kept(file)
  if (known !== undefined) return `{"jsonrpc":"2.0","id":${id},"result":${known}}`
  const given = await ask(target, call.method, call.params)
  // The chain may have changed in between: then it is not known which block was traced.
  if (given.error === undefined && hash !== undefined && (await hashAt(target, number)) === hash) {
    keep(file, given.result)
  }
  return JSON.stringify({ jsonrpc: '2.0', id: call.id, ...given })
}

function forward(
  target: string,
  { method, headers }: IncomingMessage,
  body: Buffer,
  to: ServerResponse,
): void {
  const { host: _, ...others } = headers
  const question = send(target, { method, headers: others }, (reply) => {
    to.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(to)
    reply.on('error', () => to.destroy())
  })
  question.on('error', () => to.destroy())
  question.end(body)
}

function traceCallOf(body: string): z.infer<typeof traceCall> | undefined {
  if (!body.includes('debug_traceBlockByNumber')) return undefined
  return traceCall.safeParse(JSON.parse(body)).data
}

/**
 * A door to a node that has each block traced once in all tests: a trace costs anvil up to a second, and tests read the
 * same blocks again and again. Everything but whole blocks' traces goes to the node and back as it is.
 */
export async function keepTraces(target: string): Promise<{ url: string; close(): Promise<void> }> {
  const client = z.string().parse((await ask(target, 'web3_clientVersion', [])).result)
  const server = createServer(async (request, response) => {
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const body = Buffer.concat(chunks)
      const call = traceCallOf(body.toString())
      if (call === undefined) return forward(target, request, body, response)
      const text = await traceAnswer(target, call, client)
      response.writeHead(200, OPEN_TO_PAGES).end(text)
    } catch {
      response.destroy()
    }
  })
  // A test that computes for long would find its idle connection closed at the moment of its next request.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
