import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { UserError } from '@/lib/errors'
import { freePort } from '@/lib/ports'
import { ACCOUNT_COUNT, MNEMONIC } from './accounts'
import { createNodeClient, type NodeClient } from './rpc'

const require = createRequire(import.meta.url)
const CPU_NAMES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' }
const DEVNET_CHAIN_ID = 31337
const START_DEADLINE_MS = 20_000
const STOP_DEADLINE_MS = 5_000
/**
 * The node keeps the states of this many blocks, and can trace those. They are kept in memory alone, at 1.5 MB each
 * after half an hour: by itself the node would write thousands of them to the home folder.
 */
const TRACEABLE_BLOCKS = 256

/** A running node of the devnet's chain. */
export type Anvil = {
  node: NodeClient
  pid: number | undefined
  port: number
  /** The exit of the process: resolves with a sentence when it ends without having been asked to. */
  ended: Promise<string>
  stop(): Promise<void>
}

/**
 * The path of the node's binary, which npm installs for the platform that it runs on.
 * @throws UserError when there is none for this platform, or it was not installed
 */
export function anvilBinary(platform: string = process.platform, cpu: string = process.arch): string {
  const system = platform === 'win32' ? 'win32' : platform
  const name = `@foundry-rs/anvil-${system}-${CPU_NAMES[cpu] ?? cpu}`
  try {
    return require.resolve(`${name}/bin/anvil${platform === 'win32' ? '.exe' : ''}`)
  } catch {
    throw new UserError(
      `The devnet's node (anvil) is not installed for ${platform}/${cpu}: the package ${name} is missing. ` +
        'Run "npm install" (optional packages included), or set RPC_URL to use a chain of your own.',
    )
  }
}

function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/**
 * Starts the node without mining: blocks come when they are asked for.
 * @param options.genesisTime seconds since 1970 of block 0
 * @param options.chainId the devnet's where it is not given
 * @param options.patienceMs how long it may leave a call unanswered; a minute where it is not given
 * @throws UserError when the platform has no node, or it does not start
 */
export async function startAnvil(options: {
  genesisTime: number
  chainId?: number
  patienceMs?: number
}): Promise<Anvil> {
  const binary = anvilBinary()
  const port = await freePort()
  const child = spawn(
    binary,
    [
      ['--host', '127.0.0.1', '--port', String(port)],
      [
        '--mnemonic',
        MNEMONIC,
        '--accounts',
        String(ACCOUNT_COUNT),
        '--chain-id',
        String(options.chainId ?? DEVNET_CHAIN_ID),
      ],
      ['--timestamp', String(options.genesisTime), '--gas-limit', '60000000', '--hardfork', 'prague'],
      ['--no-mining', '--order', 'fifo', '--quiet', '--no-request-size-limit'],
      ['--prune-history', String(TRACEABLE_BLOCKS)],
    ].flat(),
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  )
  let words = ''
  child.stderr.on('data', (chunk: unknown) => {
    words = `${words}${chunk}`.slice(-2000)
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`The devnet's node could not be started: ${error.message}.`))
    child.once('exit', (code, signal) =>
      resolve(`The devnet's node ended (${signal ?? `exit code ${code}`}). ${words.trim()}`.trim()),
    )
  })
  const node = createNodeClient(`http://127.0.0.1:${port}`, options.patienceMs)
  const stop = () => stopProcess(child)
  const answers = await Promise.race([ended, untilAnswers(node)])
  if (answers === true) return { node, pid: child.pid, port, ended, stop }
  await stop()
  throw new UserError(answers)
}

async function untilAnswers(node: NodeClient): Promise<true | string> {
  const deadline = Date.now() + START_DEADLINE_MS
  while (Date.now() < deadline) {
    try {
      await node.call('eth_chainId', [])
      return true
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return `The devnet's node did not answer within ${START_DEADLINE_MS / 1000} s.`
}
