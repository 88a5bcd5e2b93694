import { parseArgs } from 'node:util'
import { PERSONHOOD_PAY } from '@/lib/audit/adapters/personhood-pay'
import type { Hex } from '@/lib/audit/types'
import { UserError } from '@/lib/errors'

interface CommonArguments {
  /** address of the node */
  rpcUrl: string
  /** file of the report to compare with */
  report?: string
  /** file to write the rebuilt report to */
  write?: string
}

/** An epoch of Personhood Pay. */
export interface EpochArguments extends CommonArguments {
  of: 'epoch'
  program: Hex
  epoch: bigint
}

/** A period of any other kind of program. */
export interface PeriodArguments extends CommonArguments {
  of: 'period'
  kind: string
  /** undefined: the one that is known of the kind on the node's chain */
  program?: Hex
  period?: bigint
  /** the last block of a period without an end */
  upTo?: bigint
  /** headers to link at most */
  link?: bigint
  /** file of the list that the program published */
  list?: string
  parts: Record<string, Hex>
}

export type VerifyArguments = EpochArguments | PeriodArguments

const USAGE =
  'Use: npm run verify -- --rpc URL --program ADDRESS --epoch NUMBER [--report FILE] [--write FILE]; for other kinds of programs --kind KIND [--program ADDRESS] [--period NUMBER] [--up-to BLOCK] [--link NUMBER] [--list FILE] [--part NAME=ADDRESS] in place of --epoch'

/** Reads the command line. Throws a UserError with one sentence on what is missing or wrong. */
export function readArguments(args: readonly string[]): VerifyArguments {
  const { rpc, program, epoch, kind, period, list, part, link, 'up-to': upTo, ...files } = parse(args)
  if (rpc === undefined) throw new UserError(`Name a node with --rpc. ${USAGE}`)
  const isPeriod = kind !== undefined && kind !== PERSONHOOD_PAY
  if (program === undefined ? !isPeriod : !/^0x[0-9a-fA-F]{40}$/.test(program)) {
    throw new UserError(`--program must be an address: 0x and 40 hexadecimal digits. ${USAGE}`)
  }
  const common = { rpcUrl: rpc, ...files }
  const address = program === undefined ? undefined : lower(program)
  if (!isPeriod) {
    const other = Object.entries({ period, list, part, link, 'up-to': upTo }).find(
      ([, value]) => value !== undefined,
    )
    if (other !== undefined)
      throw new UserError(`--${other[0]} goes with a --kind that has periods. ${USAGE}`)
    if (epoch === undefined || !isNumber(epoch) || address === undefined) {
      throw new UserError(`--epoch must be a whole number. ${USAGE}`)
    }
    return { of: 'epoch', ...common, program: address, epoch: BigInt(epoch) }
  }
  if (epoch !== undefined)
    throw new UserError(`A program of kind ${kind} has no epochs: use --period. ${USAGE}`)
  for (const [name, value] of Object.entries({ period, link, 'up-to': upTo })) {
    if (value !== undefined && !isNumber(value)) {
      throw new UserError(`--${name} must be a whole number. ${USAGE}`)
    }
  }
  if (link !== undefined && BigInt(link) === 0n)
    throw new UserError(`--link must be a whole number, 1 at least. ${USAGE}`)
  return {
    of: 'period',
    ...common,
    program: address,
    kind,
    period: period === undefined ? undefined : BigInt(period),
    upTo: upTo === undefined ? undefined : BigInt(upTo),
    link: link === undefined ? undefined : BigInt(link),
    list,
    parts: Object.fromEntries((part ?? []).map(readPart)),
  }
}

function readPart(text: string): [string, Hex] {
  const [, name, address] = /^([a-z]+)=(0x[0-9a-fA-F]{40})$/i.exec(text) ?? []
  if (name === undefined || address === undefined) {
    throw new UserError(`--part must be NAME=ADDRESS, like token=0x and 40 hexadecimal digits. ${USAGE}`)
  }
  return [name, lower(address)]
}

function isNumber(text: string): boolean {
  return /^\d{1,18}$/.test(text)
}

function lower(address: string): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}

function parse(args: readonly string[]) {
  const options = {
    rpc: { type: 'string' },
    program: { type: 'string' },
    epoch: { type: 'string' },
    report: { type: 'string' },
    write: { type: 'string' },
    kind: { type: 'string' },
    period: { type: 'string' },
    list: { type: 'string' },
    'up-to': { type: 'string' },
    link: { type: 'string' },
    part: { type: 'string', multiple: true },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError(`${said}. ${USAGE}`)
  }
}
