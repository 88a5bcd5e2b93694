import { z } from 'zod'
import type { Schedule } from '@/lib/audit/facts'
import { type StateAnswer, stateQuestions } from '@/lib/audit/state-questions'
import type { Balance, Hex, ProgramIdentity } from '@/lib/audit/types'
import type { RpcClient } from '@/lib/rpc/client'
import { askState } from './ask-state'
import { findBalance, programSchedule } from './program-views'

/** Facts of the chain's state that a report states. */
export interface StateFacts {
  balances: Balance[]
  answers: StateAnswer[]
  schedule?: Schedule
}

/** Facts, and in words those that the node could not say and a report was believed for. */
export interface ReadState extends StateFacts {
  believed: string[]
}

const integer = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt)
const address = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/)
  .transform((text): Hex => `0x${text.slice(2)}`)
const hex = z
  .string()
  .regex(/^0x(?:[0-9a-f]{2})*$/)
  .transform((text): Hex => `0x${text.slice(2)}`)
const stated = z.object({
  blocks: z.object({ last: z.object({ number: integer }) }),
  state: z.object({
    balances: z.array(z.object({ holder: address, blockNumber: integer, balance: integer })),
    answers: z.array(z.object({ id: z.string(), blockNumber: integer, answer: hex })),
    schedule: z.object({ firstOpensAt: integer, epochDuration: integer }).nullable(),
  }),
})

/** The block that a report stands on and the state that it states; undefined where the text is no report. */
export function statedFacts(report: string): (StateFacts & { last: bigint }) | undefined {
  let value: unknown
  try {
    value = JSON.parse(report)
  } catch {
    return undefined
  }
  const { data } = stated.safeParse(value)
  if (data === undefined) return undefined
  const { balances, answers, schedule } = data.state
  return { last: data.blocks.last.number, balances, answers, schedule: schedule ?? undefined }
}

/**
 * What a report states of the chain's state, asked of the node: balances of program and treasury before the epoch, before the
 * opening and at the close, the answers to all questions before the epoch and at the close, and the schedule. What a node without that state cannot say is taken from `known`, where it is there.
 */
export async function readState(
  rpc: RpcClient,
  identity: ProgramIdentity,
  { first, opening, close }: { first: bigint; opening: bigint; close: bigint },
  known: StateFacts | undefined,
): Promise<ReadState> {
  const { address: program, token, treasury } = identity
  const facts: ReadState = { balances: [], answers: [], believed: [] }
  for (const blockNumber of new Set([first, opening - 1n, close])) {
    for (const holder of new Set([program, treasury])) {
      const balance = await findBalance(rpc, token, holder, blockNumber)
      if (balance !== undefined) facts.balances.push({ holder, blockNumber, balance })
      const believed = known?.balances.find((row) => row.holder === holder && row.blockNumber === blockNumber)
      if (balance !== undefined || believed === undefined) continue
      facts.balances.push(believed)
      facts.believed.push(
        `the balance of ${holder === program ? 'the program' : 'the treasury'} at block ${blockNumber}`,
      )
    }
  }
  const questions = stateQuestions(identity)
  for (const blockNumber of [first, close]) {
    const answers = await askState(rpc, questions, blockNumber)
    facts.answers.push(...answers)
    for (const { id } of questions) {
      const believed = known?.answers.find((row) => row.id === id && row.blockNumber === blockNumber)
      if (believed === undefined || answers.some((answer) => answer.id === id)) continue
      facts.answers.push(believed)
      facts.believed.push(`${id} at block ${blockNumber}`)
    }
  }
  facts.schedule = await programSchedule(rpc, program, close)
  if (facts.schedule === undefined && known?.schedule !== undefined) {
    facts.schedule = known.schedule
    facts.believed.push("the program's schedule")
  }
  return facts
}
