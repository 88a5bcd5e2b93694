import { type Devnet, type DevnetOptions, startDevnet } from '@/devnet/devnet'
import { guard } from './child'
import { keepTraces } from './kept-traces'

/** Starts a devnet whose node does not outlive this process. */
export async function startGuardedDevnet(options: DevnetOptions): Promise<Devnet> {
  const devnet = await startDevnet(options)
  const release = guard(devnet.pid, { signal: 'SIGTERM', graceMs: 5000 })
  let stopped: Promise<void> | undefined
  return {
    ...devnet,
    stop() {
      stopped ??= devnet.stop().then(release)
      return stopped
    },
  }
}

/** The devnet for tests: the same chain in every run, mined by `runBlocks` alone, each block traced once in all tests. */
export async function startTestDevnet(
  options: Pick<DevnetOptions, 'folder' | 'settings'> = {},
): Promise<Devnet> {
  const devnet = await startGuardedDevnet({ ...options, live: false })
  const door = await keepTraces(devnet.rpcUrl)
  return {
    ...devnet,
    rpcUrl: door.url,
    async stop() {
      await door.close()
      await devnet.stop()
    },
  }
}
