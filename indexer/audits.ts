import { decodeProgramLogs, PERSONHOOD_PAY } from '@/lib/audit/adapters/personhood-pay'
import { type Audited, EpochAudit } from '@/lib/audit/audit'
import { epochFactsFromRows } from '@/lib/audit/epoch-data'
import type { EpochFacts } from '@/lib/audit/facts'
import { fastKeccak256 } from '@/lib/audit/fast-keccak'
import type { Keccak256 } from '@/lib/audit/keccak'
import type { Transaction } from '@/lib/db/write/connection'
import { emptyRows, type Rows } from '@/lib/db/write/derived'
import { readSteps } from '@/lib/db/write/epoch-steps'
import { readSentCalls } from '@/lib/db/write/payment-proofs'
import { readEpochRows } from '@/lib/db/write/program-facts'
import { readLogsBefore } from '@/lib/db/write/program-logs'
import { readGroups } from '@/lib/db/write/region-members'
import type { Say } from './log'
import type { ClosedEpoch, NewProgram, ProgramWork } from './programs'
import { verifiedProofs } from './proofs/verified'
import { addAudit } from './rows/audit'
import { addPaymentProofs, addProgramEvents } from './rows/programs'

/**
 * What programs said before they were registered, once the logs of the batch are in the transaction. Their epochs that were closed
 * by then are audited as all others.
 */
export async function earlierEvents(
  transaction: Transaction,
  chainId: bigint,
  registered: readonly NewProgram[],
): Promise<{ rows: Rows; closed: ClosedEpoch[] }> {
  const rows = emptyRows()
  const closed: ClosedEpoch[] = []
  const taken = new Set<string>()
  for (const { program, blockNumber, schedule } of registered) {
    if (program.kind !== PERSONHOOD_PAY) continue
    const addresses = [...new Set([program.address, program.verifier])]
    const logs = await readLogsBefore(transaction, chainId, addresses, blockNumber)
    const places = logs.map((log) => `${log.blockNumber}.${log.index}`)
    const events = decodeProgramLogs(
      logs.filter((_, at) => !taken.has(places[at] ?? '')),
      program,
    )
    for (const place of places) taken.add(place)
    addProgramEvents(rows, program.address, events)
    const claimed = events.filter(({ event }) => event === 'Claimed')
    const hashes = [...new Set(claimed.map(({ transactionHash }) => transactionHash))]
    const sent = await readSentCalls(transaction, chainId, hashes)
    addPaymentProofs(rows, await verifiedProofs(events, program.address, (hash) => sent.get(hash)))
    for (const said of events) {
      if (said.event !== 'EpochClosed') continue
      closed.push({ program, epoch: said.args.epoch, blockNumber: said.blockNumber, schedule })
    }
  }
  return { rows, closed }
}

/** The audits of closed epochs, from what the transaction holds. */
export async function audits(
  transaction: Transaction,
  chainId: bigint,
  closed: ProgramWork['closed'],
  say: Say,
): Promise<Rows> {
  const rows = emptyRows()
  if (closed.length === 0) return rows
  const hash = await fastKeccak256()
  for (const { program, epoch, blockNumber, schedule } of closed) {
    const { address, kind, name, token, treasury, verifier } = program
    const identity = { chainId, address, kind, name, token, treasury, verifier }
    const facts = await readEpochRows(transaction, identity, epoch, blockNumber)
    if (facts === undefined) {
      say(
        `Program ${name} closed epoch ${epoch} at block ${blockNumber} and no opening of it is stored: it is not audited.`,
      )
      continue
    }
    const { result, report } = await auditStored(
      transaction,
      epochFactsFromRows({ ...facts, schedule }),
      facts.historyComplete,
      hash,
    )
    addAudit(rows, blockNumber, result, report)
  }
  return rows
}

/** Audits an epoch whose payments and members are read as they are needed. */
async function auditStored(
  transaction: Transaction,
  facts: EpochFacts,
  hasHistory: boolean,
  hash: Keccak256,
): Promise<Audited> {
  const { program, epoch, from, upTo, openings } = facts
  const [opening] = openings
  const people =
    hasHistory && opening
      ? await readGroups(transaction, program.chainId, program.verifier, opening.at)
      : undefined
  const audit = new EpochAudit({ ...facts, people }, hash)
  for await (const step of readSteps(transaction, program, { epoch, from, upTo: upTo.number }))
    audit.take(step)
  return audit.finish()
}
