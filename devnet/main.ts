import { parseArgs } from 'node:util'
import { UserError } from '@/lib/errors'
import { startDevnet } from './devnet'

const DEFAULT_FOLDER = '.parascope/devnet'
const DEFAULT_PORT = 8545

function parsePort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new UserError(`--port has to be a number from 1 to 65535, and is "${text}".`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      folder: { type: 'string', default: DEFAULT_FOLDER },
      seed: { type: 'string' },
    },
  })
  const say = (line: string) => console.log(`devnet: ${line}`)
  const devnet = await startDevnet({
    port: parsePort(values.port),
    folder: values.folder,
    settings: { cautionary: true, ...(values.seed !== undefined && { seed: values.seed }) },
    onProgress: say,
  })
  say(`ready at ${devnet.rpcUrl}, module registry ${devnet.registry}, Personhood Pay ${devnet.program}`)
  const asked = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined))
  })
  const failure = await Promise.race([asked, devnet.failed])
  await devnet.stop()
  if (failure !== undefined) throw new UserError(failure)
  say('stopped; the next start goes on from here')
}

main().catch((error: unknown) => {
  console.error(error instanceof UserError ? error.message : error)
  process.exitCode = 1
})
