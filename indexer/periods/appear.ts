import type { Hex, Log } from '@/lib/chain/types'
import type { Rows } from '@/lib/db/write/derived'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'
import { CannotAuditError } from '@/lib/verify/adapters/cannot-audit'
import { identifyProgram } from '@/lib/verify/adapters/identify'
import type { Knowledge } from '../knowledge'
import type { Say } from '../log'
import { type PeriodCandidate, periodProgram } from './program'

export interface AppearContext {
  rpc: RpcClient
  knowledge: Knowledge
  say: Say
}

/**
 * Where candidates that are not known yet can be looked at first: the block of some consecutive ones that shows their code, or the
 * first one for kinds whose address needs none.
 */
export async function appearances(
  candidates: readonly PeriodCandidate[],
  numbers: readonly bigint[],
  { rpc, knowledge, say }: AppearContext,
): Promise<Map<PeriodCandidate, bigint>> {
  const found = new Map<PeriodCandidate, bigint>()
  const [first] = numbers
  const last = numbers.at(-1)
  if (first === undefined || last === undefined) return found
  for (const candidate of candidates) {
    const { adapter, address } = candidate
    if (isSettled(knowledge, address)) continue
    const needsCode = adapter.views.length > 0
    try {
      const at = needsCode ? await firstWithCode(rpc, address, first, last) : first
      if (at !== undefined) found.set(candidate, at)
    } catch (error) {
      // A node without the state of old blocks can tell when the chain has come closer to its head.
      if (!(error instanceof RpcResponseError)) throw error
      if (knowledge.waiting.has(address)) continue
      knowledge.waiting.add(address)
      say(
        `The program ${candidate.name ?? adapter.name} at ${address} is not looked at yet, because the node cannot say what was there at block ${last}: ${error.message}`,
      )
    }
  }
  return found
}

/** Candidates that were refused and whose contract says something in a block: they may be set up only now. */
export function toAskAgain(
  candidates: readonly PeriodCandidate[],
  logs: readonly Log[],
  { refused, periods }: Knowledge,
): PeriodCandidate[] {
  return candidates.filter(
    ({ address }) =>
      refused.has(address) && !periods.has(address) && logs.some((log) => log.address === address),
  )
}

/** Makes a program known at the end of a block. One that does not answer as its kind is refused, and that is said once. */
export async function becomeKnown(
  rows: Rows,
  candidate: PeriodCandidate,
  { number, timestamp, logIndex }: { number: bigint; timestamp: bigint; logIndex: number },
  { rpc, knowledge, say }: AppearContext,
): Promise<void> {
  const { adapter, address } = candidate
  if (knowledge.periods.has(address) || knowledge.programs.has(address)) return
  try {
    const program = await identifyProgram(rpc, adapter, candidate, number)
    const { kind, name, parts, figures } = program
    const token = adapter.token(program)
    rows.program.push({
      blockNumber: number,
      logIndex,
      address,
      kind,
      name,
      token,
      parts,
      figures,
      treasury: null,
    })
    knowledge.periods.set(address, periodProgram(candidate, program, { blockNumber: number, timestamp }))
    knowledge.refused.delete(address)
  } catch (error) {
    if (!(error instanceof CannotAuditError)) throw error
    if (knowledge.refused.has(address)) return
    knowledge.refused.add(address)
    say(`The program ${candidate.name ?? adapter.name} at ${address} is left out: ${error.message}`)
  }
}

function isSettled({ periods, programs, refused }: Knowledge, address: Hex): boolean {
  return periods.has(address) || programs.has(address) || refused.has(address)
}

/** The first of some consecutive blocks at whose end there is code; undefined where there is none at the end of the last. */
async function firstWithCode(
  rpc: RpcClient,
  address: Hex,
  first: bigint,
  last: bigint,
): Promise<bigint | undefined> {
  if ((await rpc.code(address, last)) === '0x') return undefined
  let [low, high] = [first, last]
  while (low < high) {
    const middle = (low + high) / 2n
    if ((await rpc.code(address, middle)) === '0x') low = middle + 1n
    else high = middle
  }
  return low
}
