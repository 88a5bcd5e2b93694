import { z } from 'zod'
import type { Balance, Hex, ProgramIdentity, Schedule } from '@/lib/audit/types'
import type { RpcClient } from '@/lib/rpc/client'
import { findBalance, programSchedule } from './program-views'

/** Facts of the chain's state that a report states. */
export interface StateFacts {
  balances: Balance[]
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
const stated = z.object({
  blocks: z.object({ last: z.object({ number: integer }) }),
  state: z.object({
    balances: z.array(z.object({ holder: address, blockNumber: integer, balance: integer })),
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
  const { balances, schedule } = data.state
  return { last: data.blocks.last.number, balances, schedule: schedule ?? undefined }
}

/**
 * Balances of program and treasury at some blocks, and the program's schedule at the last of them, as the node's state has them.
 * What a node without that state cannot say is taken from `known`, where it is there.
 */
export async function readState(
  rpc: RpcClient,
  { address: program, token, treasury }: ProgramIdentity,
  blocks: readonly bigint[],
  known: StateFacts | undefined,
): Promise<ReadState> {
  const facts: ReadState = { balances: [], believed: [] }
  for (const blockNumber of blocks) {
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
  facts.schedule = await programSchedule(rpc, program, blocks.at(-1) ?? 0n)
  if (facts.schedule === undefined && known?.schedule !== undefined) {
    facts.schedule = known.schedule
    facts.believed.push("the program's schedule")
  }
  return facts
}
