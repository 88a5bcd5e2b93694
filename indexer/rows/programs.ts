import type { ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { eventArgs } from '@/lib/audit/adapters/personhood-pay-rows'
import type { PaymentProof } from '@/lib/audit/facts'
import type { Hex } from '@/lib/chain/types'
import type { Rows } from '@/lib/db/write/derived'
import { word } from '../words'

/**
 * Adds the rows of a program's events. What a program repeats within a block (an epoch opened twice) is kept as an event and
 * not as a second epoch.
 */
export function addProgramEvents(rows: Rows, program: Hex, events: readonly ProgramEvent[]): void {
  const seen = new Set<string>()
  const first = (...key: unknown[]) => {
    const text = key.join(' ')
    return !seen.has(text) && Boolean(seen.add(text))
  }
  for (const said of events) {
    const { blockNumber, logIndex, transactionIndex, emitter, event, args } = said
    const at = { blockNumber, logIndex, program }
    const epoch = 'epoch' in args ? args.epoch : undefined
    rows.programEvent.push({ ...at, transactionIndex, emitter, event, epoch, args: eventArgs(args) })
    if (said.event === 'EpochOpened' && first(event, blockNumber, epoch)) {
      rows.epoch.push({ ...at, ...said.args })
    } else if (said.event === 'RegionSnapshot' && first(event, blockNumber, epoch, said.args.region)) {
      const { root, ...snapshot } = said.args
      rows.epochRegion.push({ blockNumber, program, ...snapshot, root: word(root) })
    } else if (said.event === 'EpochClosed' && first(event, blockNumber, epoch)) {
      rows.epochClose.push({ ...at, ...said.args })
    } else if (said.event === 'Claimed') {
      rows.payment.push({
        ...{ ...at, transactionIndex, ...said.args, root: word(said.args.root) },
        ...{ subject: null, auditBlockNumber: null },
      })
    }
  }
}

/** Adds how payments were proved. */
export function addPaymentProofs(rows: Rows, proofs: readonly PaymentProof[]): void {
  for (const { blockNumber, logIndex, source, bytes, refusal } of proofs)
    rows.paymentProof.push({ blockNumber, logIndex, source, proof: bytes, refusal })
}
