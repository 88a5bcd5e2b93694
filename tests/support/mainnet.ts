import { existsSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '@/lib/ports'
import { ROOT } from '../../scripts/start/folders'
import { type Child, startChild } from './child'
import { untilOf, works } from './until'

/** Where the recorded blocks of mainnet are, beside the project. */
export const MAINNET_FOLDER = path.join(ROOT, '..', 'shared', 'mainnet')

/** Whether there are any: tests on them are skipped otherwise. */
export const hasMainnet = existsSync(path.join(MAINNET_FOLDER, 'rpc.mjs'))

/** Serves the recorded blocks as a node does. */
export async function startMainnet(): Promise<{ rpcUrl: string; node: Child }> {
  const port = await freePort()
  const rpcUrl = `http://127.0.0.1:${port}`
  const node = startChild({
    command: process.execPath,
    args: [path.join(MAINNET_FOLDER, 'rpc.mjs'), '--port', String(port)],
    stop: { signal: 'SIGTERM', graceMs: 2000 },
  })
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] })
  await untilOf(node, 'the recorded node answers', () => works(() => fetch(rpcUrl, { method: 'POST', body })))
  return { rpcUrl, node }
}
