import { parseArgs } from 'node:util'
import { UserError } from '@/lib/errors'

export interface Arguments {
  /** single blocks to take, in place of following */
  blocks?: bigint[]
  /** name of the one chain to index */
  chain?: string
  /** blocks that one transaction stores at most */
  batchBlocks?: bigint
}

const USAGE = 'Use: npm run indexer -- [--chain NAME] [--batch COUNT] [--blocks NUMBER,NUMBER]'

/** Reads the command line. Throws a UserError with one sentence on what it does not know. */
export function readArguments(args: readonly string[]): Arguments {
  const { blocks, chain, batch } = parse(args)
  return {
    chain,
    blocks:
      blocks === undefined
        ? undefined
        : [...new Set(blocks.split(',').map((text) => number(text.trim(), '--blocks')))],
    batchBlocks: batch === undefined ? undefined : positive(number(batch, '--batch')),
  }
}

function number(text: string, option: string): bigint {
  if (/^\d{1,18}$/.test(text)) return BigInt(text)
  throw new UserError(`${option} takes whole numbers, and "${text}" is none. ${USAGE}`)
}

function positive(count: bigint): bigint {
  if (count > 0n) return count
  throw new UserError(`--batch takes at least one block. ${USAGE}`)
}

function parse(args: readonly string[]): { blocks?: string; chain?: string; batch?: string } {
  const options = {
    blocks: { type: 'string' },
    chain: { type: 'string' },
    batch: { type: 'string' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError(`${said}. ${USAGE}`)
  }
}
