import { parseArgs } from 'node:util'
import type { Hex } from '@/lib/audit/types'
import { UserError } from '@/lib/errors'

export interface VerifyArguments {
  /** address of the node */
  rpcUrl: string
  program: Hex
  epoch: bigint
  /** file of the report to compare with */
  report?: string
  /** file to write the rebuilt report to */
  write?: string
}

const USAGE =
  'Use: npm run verify -- --rpc URL --program ADDRESS --epoch NUMBER [--report FILE] [--write FILE]'

/** Reads the command line. Throws a UserError with one sentence on what is missing or wrong. */
export function readArguments(args: readonly string[]): VerifyArguments {
  const { rpc, program, epoch, report, write } = parse(args)
  if (rpc === undefined) throw new UserError(`Name a node with --rpc. ${USAGE}`)
  if (program === undefined || !/^0x[0-9a-fA-F]{40}$/.test(program)) {
    throw new UserError(`--program must be an address: 0x and 40 hexadecimal digits. ${USAGE}`)
  }
  if (epoch === undefined || !/^\d{1,18}$/.test(epoch)) {
    throw new UserError(`--epoch must be a whole number. ${USAGE}`)
  }
  return {
    rpcUrl: rpc,
    program: `0x${program.slice(2).toLowerCase()}`,
    epoch: BigInt(epoch),
    report,
    write,
  }
}

function parse(args: readonly string[]) {
  const options = {
    rpc: { type: 'string' },
    program: { type: 'string' },
    epoch: { type: 'string' },
    report: { type: 'string' },
    write: { type: 'string' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError(`${said}. ${USAGE}`)
  }
}
