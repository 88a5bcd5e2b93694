import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { freePort } from '@/lib/ports'

const START_DEADLINE_MS = 120_000

/** A child process that serves JSON-RPC, and how to end it. */
export interface RunningNode {
  url: string
  stop(): Promise<void>
}

/** Starts anvil from the package of this platform. */
export async function startAnvil(args: string[] = [], port?: number): Promise<RunningNode> {
  const at = port ?? (await freePort())
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const name = `@foundry-rs/anvil-${process.platform === 'win32' ? 'win32' : process.platform}-${architecture}`
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  return start(join(folder, 'bin', 'anvil'), ['--port', String(at), '--silent', ...args], at)
}

export async function startScript(script: string): Promise<RunningNode> {
  const port = await freePort()
  return start(process.execPath, [script, '--port', String(port)], port)
}

async function start(command: string, args: string[], port: number): Promise<RunningNode> {
  const child = spawn(command, args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + START_DEADLINE_MS
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await end(child)
      throw new Error(`${command} did not begin to answer at ${url}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { url, stop: () => end(child) }
}

async function answers(url: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] })
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return response.ok
  } catch {
    return false
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

export interface Reply {
  status?: number
  headers?: Record<string, string>
  body: string
}

/** An HTTP server whose answers the test makes. */
export async function startServer(reply: (body: string, request: IncomingMessage) => Reply | Promise<Reply>) {
  const server: Server = createServer((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', async () => {
      const { status = 200, headers = {}, body } = await reply(Buffer.concat(chunks).toString(), request)
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
