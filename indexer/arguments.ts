import { parseArgs } from 'node:util'
import { UserError } from '@/lib/errors'

export interface Arguments {
  /** single blocks to take, in place of following */
  blocks?: bigint[]
  /** name of the one chain to index */
  chain?: string
}

const USAGE = 'Use: npm run indexer -- [--chain NAME] [--blocks NUMBER,NUMBER]'

/** Reads the command line. Throws a UserError with one sentence on what it does not know. */
export function readArguments(args: readonly string[]): Arguments {
  const { blocks, chain } = parse(args)
  if (blocks === undefined) return { chain }
  const numbers = blocks.split(',').map((text) => text.trim())
  const wrong = numbers.find((text) => !/^\d{1,18}$/.test(text))
  if (wrong !== undefined) {
    throw new UserError(`--blocks takes block numbers with commas between, and "${wrong}" is none. ${USAGE}`)
  }
  return { chain, blocks: [...new Set(numbers.map(BigInt))] }
}

function parse(args: readonly string[]): { blocks?: string; chain?: string } {
  try {
    return parseArgs({ args: [...args], options: { blocks: { type: 'string' }, chain: { type: 'string' } } })
      .values
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError(`${said}. ${USAGE}`)
  }
}
