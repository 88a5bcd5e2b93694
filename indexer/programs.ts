import { decodeProgramLogs, PERSONHOOD_PAY, type ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { findAdapter } from '@/lib/audit/adapters/registry'
import type { Schedule } from '@/lib/audit/facts'
import { stateQuestions } from '@/lib/audit/state-questions'
import type { Hex, Log, Transaction } from '@/lib/chain/types'
import type { Rows } from '@/lib/db/write/derived'
import type { ProgramConfig } from '@/lib/program-config'
import type { RpcClient } from '@/lib/rpc/client'
import { askState } from '@/lib/verify/ask-state'
import { findBalance, programParts, programSchedule } from '@/lib/verify/program-views'
import type { Knowledge, KnownProgram } from './knowledge'
import type { Say } from './log'
import { verifiedProofs } from './proofs/verified'
import type { ProgramNamed } from './registry'
import { addPaymentProofs, addProgramEvents } from './rows/programs'

/** An epoch that a block closed, with what its audit needs from the node. */
export interface ClosedEpoch {
  program: KnownProgram
  epoch: bigint
  blockNumber: bigint
  schedule?: Schedule
}

/** A program that became known in a block: what it said before is in the stored logs alone. */
export interface NewProgram {
  program: KnownProgram
  blockNumber: bigint
  schedule?: Schedule
}

export interface ProgramWork {
  closed: ClosedEpoch[]
  registered: NewProgram[]
  /** programs that the block's registry events name and that are audited by periods */
  named: ProgramNamed[]
}

export interface ProgramContext {
  rpc: RpcClient
  knowledge: Knowledge
  /** programs that the configuration names */
  configured: readonly ProgramConfig[]
  say: Say
}

/** Programs of the reference kind in the configuration that a block's logs show for the first time. */
export function configuredPrograms(
  logs: readonly Log[],
  configured: readonly ProgramConfig[],
): ProgramNamed[] {
  return configured.flatMap(({ address, kind, name }) => {
    if (address === undefined || name === undefined || findAdapter(kind) !== undefined) return []
    const log = logs.find((candidate) => candidate.address === address)
    return log ? [{ address, kind, name, logIndex: log.index }] : []
  })
}

/**
 * Adds what the programs did in a block: registrations, events, epochs, payments, and the balances around epochs. Returns what is
 * to be done when the block's rows are in the transaction: audits, and the events from before a registration.
 */
export async function addPrograms(
  rows: Rows,
  block: { number: bigint; logs: readonly Log[]; transactions: readonly Transaction[] },
  named: readonly ProgramNamed[],
  context: ProgramContext,
): Promise<ProgramWork> {
  const { rpc, knowledge } = context
  const work: ProgramWork = { closed: [], registered: [], named: named.filter(isAuditedByPeriods) }
  const epochal = named.filter((one) => !isAuditedByPeriods(one))
  for (const candidate of [...epochal, ...configuredPrograms(block.logs, context.configured)]) {
    const program = await register(rows, block.number, candidate, context)
    if (program === undefined) continue
    const schedule = await programSchedule(rpc, program.address, block.number)
    work.registered.push({ program, blockNumber: block.number, schedule })
  }
  const taken = new Set<number>()
  for (const program of knowledge.programs.values()) {
    if (program.kind !== PERSONHOOD_PAY) continue
    // A verifier may serve several programs; a log is stored once, with the program that was registered first.
    const events = decodeProgramLogs([...block.logs], program).filter(({ logIndex }) => !taken.has(logIndex))
    if (events.length === 0) continue
    for (const { logIndex } of events) taken.add(logIndex)
    addProgramEvents(rows, program.address, events)
    const sentIn = (hash: Hex) => block.transactions.find((transaction) => transaction.hash === hash)
    addPaymentProofs(rows, await verifiedProofs(events, program.address, sentIn))
    await addState(rows, program, block.number, events, rpc)
    const closing = new Set(events.flatMap((said) => (said.event === 'EpochClosed' ? [said.args.epoch] : [])))
    for (const epoch of closing) {
      const schedule = await programSchedule(rpc, program.address, block.number)
      work.closed.push({ program, epoch, blockNumber: block.number, schedule })
    }
  }
  return work
}

function isAuditedByPeriods({ kind }: ProgramNamed): boolean {
  return findAdapter(kind) !== undefined
}

async function register(
  rows: Rows,
  blockNumber: bigint,
  { address, kind, name, logIndex }: ProgramNamed,
  { rpc, knowledge, say }: ProgramContext,
): Promise<KnownProgram | undefined> {
  const { programs, periods, refused } = knowledge
  if (programs.has(address) || periods.has(address) || refused.has(address)) return undefined
  const parts = await programParts(rpc, address, blockNumber)
  if (parts === undefined) {
    knowledge.refused.add(address)
    say(`The program ${name} at ${address} does not say its token and treasury: it is left out.`)
    return undefined
  }
  const { token, treasury, verifier } = parts
  rows.program.push({
    ...{ blockNumber, logIndex, address, kind, name, token, treasury },
    ...{ parts: null, figures: null },
  })
  const program = { address, kind, name, token, treasury, verifier }
  knowledge.programs.set(address, program)
  return program
}

/**
 * Balances of program and treasury at the end of the block before an opening, of the opening and of the close, and the state of the
 * program's contracts before an opening and at the close.
 */
async function addState(
  rows: Rows,
  program: KnownProgram,
  blockNumber: bigint,
  events: readonly ProgramEvent[],
  rpc: RpcClient,
): Promise<void> {
  const opens = events.some(({ event }) => event === 'EpochOpened')
  const closes = events.some(({ event }) => event === 'EpochClosed')
  if (!opens && !closes) return
  for (const at of opens ? [blockNumber - 1n, blockNumber] : [blockNumber]) {
    if (at < 0n || (program.balancesAt !== undefined && program.balancesAt >= at)) continue
    for (const holder of new Set<Hex>([program.address, program.treasury])) {
      const balance = await findBalance(rpc, program.token, holder, at)
      if (balance === undefined) continue
      rows.programBalance.push({
        blockNumber: at,
        program: program.address,
        holder,
        token: program.token,
        balance,
      })
    }
    program.balancesAt = at
    if (at === blockNumber && !closes) continue
    for (const { id, answer } of await askState(rpc, stateQuestions(program), at))
      rows.programState.push({ blockNumber: at, program: program.address, question: id, answer })
  }
}
