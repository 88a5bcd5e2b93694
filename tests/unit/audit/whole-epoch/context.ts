import { type AuditContext, auditContext } from '@/lib/audit/context'
import { type EpochRows, epochDataFromRows } from '@/lib/audit/epoch-data'
import type { EpochFacts, MembershipChange, Payment, PaymentProof } from '@/lib/audit/facts'
import { NOBODY } from '@/lib/audit/facts'
import { decodeSemaphoreProof, type SemaphoreProof } from '@/lib/audit/semaphore/proof'
import { byPosition, readEvents } from '@/lib/audit/stored-event'
import type { CheckOutcome, Hex, TokenTransfer } from '@/lib/audit/types'
import { type RegionGroup, replayGroups } from './region-groups'
import { matchTransfers, type TransferMatch } from './transfer-match'

/** All of an epoch at once. */
export interface WholeEpoch extends Omit<EpochFacts, 'people' | 'neighbours'> {
  payments: Payment[]
  proofs?: PaymentProof[]
  neighbours: EpochFacts['neighbours'] & { payments: Payment[] }
  transfers?: TokenTransfer[]
  issuance?: TokenTransfer[]
}

export interface WholeContext extends Omit<AuditContext, 'data' | 'payments' | 'transfers'> {
  data: WholeEpoch
  proved: ProvedPayment[]
  people?: People
  transfers?: TransferMatch
}

/** A check that looks at all payments and transfers at once. */
export interface WholeCheck {
  id: string
  run: (context: WholeContext) => CheckOutcome
}

/** A payment with what its claim proved. */
export interface ProvedPayment {
  payment: Payment
  found?: PaymentProof
  proof?: SemaphoreProof
}

/** The regions' groups seen from the epoch, and the changes that led there. */
export interface People {
  atOpening: Map<number, RegionGroup>
  before: MembershipChange[]
}

export function wholeContext(rows: EpochRows): WholeContext {
  const { people: _, ...facts } = epochDataFromRows(rows).facts
  const { program, epoch, from, upTo } = facts
  const payments = readEvents(rows.events, 'Claimed').filter(({ at }) => at.blockNumber <= upTo.number)
  const others = payments.filter((payment) => payment.epoch !== epoch && payment.at.blockNumber >= from)
  const transfers = (holders: readonly Hex[]) =>
    rows.transfers
      ?.filter(({ blockNumber }) => blockNumber >= from && blockNumber <= upTo.number)
      .filter((transfer) => holders.includes(transfer.from) || holders.includes(transfer.to))
      .sort(byPosition)
  const data: WholeEpoch = {
    ...facts,
    payments: payments.filter((payment) => payment.epoch === epoch),
    proofs: rows.proofs,
    neighbours: { ...facts.neighbours, payments: others },
    transfers: transfers([program.address, program.treasury]),
    issuance: transfers([NOBODY]),
  }
  const { payments: _payments, transfers: _transfers, ...context } = auditContext(facts)
  return {
    ...context,
    data,
    proved: provedPayments(data),
    people: rows.historyComplete ? peopleAt(rows, context.opening.at) : undefined,
    transfers: data.transfers && matchTransfers(data, data.transfers),
  }
}

function provedPayments({ payments, proofs }: WholeEpoch): ProvedPayment[] {
  const placed = new Map((proofs ?? []).map((found) => [`${found.blockNumber}.${found.logIndex}`, found]))
  return payments.map((payment) => {
    const found = placed.get(`${payment.at.blockNumber}.${payment.at.logIndex}`)
    return { payment, found, proof: found?.bytes && decodeSemaphoreProof(found.bytes) }
  })
}

function peopleAt({ events }: EpochRows, place: Payment['at']): People {
  const before = [
    ...readEvents(events, 'MemberAdded').map((change) => ({ ...change, added: true })),
    ...readEvents(events, 'MemberRemoved').map((change) => ({ ...change, added: false })),
  ]
    .filter(({ at }) => byPosition(at, place) < 0)
    .sort((a, b) => byPosition(a.at, b.at))
  return { atOpening: replayGroups(before), before }
}
