import type { Adapter, AdapterFacts, ListEntry } from '@/lib/audit/adapters/adapter'
import { auditPeriod, type PeriodAudit, periodReport } from '@/lib/audit/adapters/audit-period'
import { adapterOf } from '@/lib/audit/adapters/registry'
import type { StateAnswer } from '@/lib/audit/state-questions'
import { UserError } from '@/lib/errors'
import type { RpcClient } from '@/lib/rpc/client'
import { askState } from '../ask-state'
import { findBlocks } from './find-blocks'
import { gatherPeriod } from './gather'
import { identifyProgram, type NamedProgram } from './identify'

export interface PeriodRequest {
  kind: string
  program: NamedProgram
  /** undefined for a program that has one period */
  period?: bigint
  /** last block of a period without an end; else the head */
  upTo?: bigint
  /** headers that are linked at most; else 5,000 */
  link?: bigint
  /** what the program published */
  list?: readonly ListEntry[]
  /** told what is being done, a sentence at a time */
  onProgress?: (sentence: string) => void
}

export interface VerifiedPeriod {
  facts: AdapterFacts
  audit: PeriodAudit
  /** canonical JSON */
  report: string
  /** blocks whose transactions and receipts were verified */
  blocks: number
}

/**
 * Audits a period of a program of any kind of the registry from a node alone.
 * @throws UserError in one sentence: an unknown kind, an address that is none of it, a period that is none or not over, a node that
 * lies; RetryableError where the node cannot be reached or the chain was reorganised
 */
export async function verifyPeriod(rpc: RpcClient, request: PeriodRequest): Promise<VerifiedPeriod> {
  const { onProgress: say = () => undefined, list, upTo, link } = request
  const adapter = adapterOf(request.kind)
  const head = await rpc.head('latest')
  if (head === undefined) throw new UserError(`The node at ${rpc.node} has no blocks.`)
  const known = await identifyProgram(rpc, adapter, request.program, upTo ?? head.number)
  const period = adapter.periodOf(known, request.period)
  say(`${known.name} ${known.address} on chain ${known.chainId}: ${period.label}`)
  const blocks = await findBlocks(rpc, known.address, period, upTo)
  say(`Blocks ${blocks.first + 1n} to ${blocks.last}`)
  const program = await identifyProgram(rpc, adapter, request.program, blocks.last)
  const sources = adapter.sources(program)
  const { blocks: verified, ...gathered } = await gatherPeriod(rpc, sources, blocks, say, link)
  say('Asking the state')
  const facts = { program, period, ...gathered, ...(list && { list }) }
  const answers = await answersTo(rpc, adapter, facts)
  say('Auditing')
  const whole = { ...facts, answers }
  const audit = auditPeriod(whole)
  return { facts: whole, audit, report: periodReport(whole, audit), blocks: verified }
}

/** The state that an adapter asks about: asked until the answers lead to no further question. */
export async function answersTo(
  rpc: RpcClient,
  adapter: Adapter,
  facts: Omit<AdapterFacts, 'answers'>,
): Promise<StateAnswer[]> {
  const answers: StateAnswer[] = []
  const asked = new Set<string>()
  for (;;) {
    const open = adapter.questions({ ...facts, answers }).flatMap(({ blockNumber, questions }) => {
      const left = questions.filter(({ id }) => !asked.has(`${blockNumber} ${id}`))
      for (const { id } of left) asked.add(`${blockNumber} ${id}`)
      return left.length === 0 ? [] : [{ blockNumber, questions: left }]
    })
    if (open.length === 0) return answers
    for (const { blockNumber, questions } of open) {
      answers.push(...(await askState(rpc, questions, blockNumber)))
    }
  }
}
