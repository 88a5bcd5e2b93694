import { readSettings } from '@/lib/env'
import { RetryableError, UserError } from '@/lib/errors'
import { readModulesFile } from '@/lib/modules-file/read'
import { ModuleRules } from '@/lib/modules-file/rules'
import { createRpcClient } from '@/lib/rpc/client'
import { readArguments } from './analyse/arguments'
import { reportJson } from './analyse/json'
import { reportBlock } from './analyse/report'
import { reportText } from './analyse/text'

/** `npm run analyse`: how parallel single blocks are, from a node alone. Nothing is stored. */
async function main(): Promise<void> {
  const { rpcUrl, blocks, policies, workers, source, json, modules, changes, advice } = readArguments(
    process.argv.slice(2),
  )
  const file = modules ?? (rpcUrl === undefined ? configuredChain()?.modulesFile : undefined)
  const rules = file === undefined ? undefined : new ModuleRules(await readModulesFile(file))
  const rpc = createRpcClient(rpcUrl ?? configuredNode())
  const { capabilities } = await rpc.probe()
  const options = { policies, workers, source, rules, changes, advice }
  const reports: string[] = []
  for (const number of blocks) {
    const report = await reportBlock(rpc, capabilities, number, options)
    if (json) reports.push(JSON.stringify(reportJson(report)))
    else process.stdout.write(`${reportText(report)}\n`)
  }
  // All at once, so that nobody takes half a list for the whole.
  if (json) process.stdout.write(`[\n${reports.join(',\n')}\n]\n`)
}

const configuredChain = () => readSettings().chains.find(({ isDefault }) => isDefault)

function configuredNode(): string {
  const chain = configuredChain()
  if (chain !== undefined) return chain.rpcUrl
  throw new UserError('No node is named: add --rpc URL, or set RPC_URL.')
}

/** One sentence for what a person can change; the whole of it for what is our fault. */
function fail(error: unknown): void {
  process.exitCode = 1
  process.stderr.write(
    error instanceof UserError || error instanceof RetryableError
      ? `${error.message}\n`
      : `The analysis failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
}

await main().catch(fail)
