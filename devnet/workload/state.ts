import { z } from 'zod'
import { TRADERS } from '../accounts'

const shipment = z.object({
  id: z.number(),
  stage: z.enum(['ordered', 'inTransit']),
  custodian: z.number(),
  consignee: z.number(),
})

/** What the workload remembers from block to block. Plain data: it is kept on disk and copied freely. */
export const workloadState = z.object({
  epoch: z.object({
    last: z.number(),
    open: z.boolean(),
    /** Persons who have claimed in it. */
    claimed: z.array(z.number()),
    /** How many of the registrar's changes before the next epoch have been made. */
    changesMade: z.number(),
  }),
  governance: z.object({
    operations: z.number(),
    pending: z.object({ operation: z.string(), executableAt: z.number() }).nullable(),
  }),
  shipments: z.object({ count: z.number(), open: z.array(shipment) }),
  records: z.object({
    count: z.number(),
    known: z.array(z.object({ id: z.number(), holder: z.number(), readers: z.array(z.number()) })),
  }),
  /** Readings not yet settled, by the place of the meter's owner among the traders. */
  unsettled: z.array(z.number()),
  /** Vault shares held, in whole units, by the place of the holder among the traders. */
  saved: z.array(z.number()),
})
export type WorkloadState = z.infer<typeof workloadState>

/** The state right after the deployment. */
export function initialState(): WorkloadState {
  return {
    epoch: { last: 0, open: false, claimed: [], changesMade: 0 },
    governance: { operations: 0, pending: null },
    shipments: { count: 0, open: [] },
    records: { count: 0, known: [] },
    unsettled: TRADERS.map(() => 0),
    saved: TRADERS.map(() => 0),
  }
}
