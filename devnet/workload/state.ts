import { z } from 'zod'
import { TRADERS } from '../accounts'
import { firstMembers } from '../members'

const member = z.object({ person: z.number(), region: z.number(), generation: z.number() })
const shipment = z.object({
  id: z.number(),
  stage: z.enum(['ordered', 'inTransit']),
  custodian: z.number(),
  consignee: z.number(),
})

/** What the workload remembers from block to block. Plain data: it is kept on disk and copied freely. */
export const workloadState = z.object({
  /** The active members, and those who were removed and may return. */
  members: z.array(member),
  former: z.array(member),
  epoch: z.object({
    last: z.number(),
    open: z.boolean(),
    /** Members of the snapshot who have not claimed, and some of those who have. */
    unclaimed: z.array(member),
    claimed: z.array(member),
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
    members: firstMembers(),
    former: [],
    epoch: { last: 0, open: false, unclaimed: [], claimed: [] },
    governance: { operations: 0, pending: null },
    shipments: { count: 0, open: [] },
    records: { count: 0, known: [] },
    unsettled: TRADERS.map(() => 0),
    saved: TRADERS.map(() => 0),
  }
}
