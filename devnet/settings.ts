import { z } from 'zod'

export const devnetSettings = z.object({
  /** The seed of the workload. */
  seed: z.string(),
  /** Seconds since 1970 of block 0. */
  genesisTime: z.number().int(),
  /** Seconds between blocks. */
  blockTime: z.number().int().positive(),
  /** Seconds that an epoch of Personhood Pay is open. */
  epochDuration: z.number().int().positive(),
  /** Seconds between the announcement of a parameter and its change. */
  timelockDelay: z.number().int().nonnegative(),
  /** Takes the deviating program in place of the honest one: the claim with this ordinal pays one unit too much. */
  deviatingClaim: z.number().int().positive().optional(),
  /**
   * Plants a hot spot in the module energy-grid: so many transactions of every block, each of another sender, count in
   * one variable of one contract; or, where it is not shared, each in the sender's own, at the same gas. Each of them
   * fills so many slots of its own beside, at about 22,000 gas.
   */
  hotSpot: z
    .object({
      transactions: z.number().int().positive(),
      notes: z.number().int().nonnegative(),
      shared: z.boolean(),
    })
    .optional(),
})

/** How the devnet is set up; everything on its chain follows from these values and the time of each block. */
export type DevnetSettings = z.infer<typeof devnetSettings>

/** Seconds from block 0 to the opening of the first epoch; the deployment ends before. */
export const FIRST_EPOCH_AFTER = 30
/** The first values of the program's parameters, in units of the token (18 decimals). */
export const FIRST_BUDGET = 10_000n * 10n ** 18n
export const FIRST_CAP = 55n * 10n ** 18n

/** The settings of a devnet that says nothing else. */
export function defaultSettings(genesisTime: number): DevnetSettings {
  return { seed: 'parascope', genesisTime, blockTime: 2, epochDuration: 60, timelockDelay: 60 }
}

/** When an epoch (from 1) is due to open, in seconds since 1970; the one before it closes then. */
export function opensAt({ genesisTime, epochDuration }: DevnetSettings, epoch: number): number {
  return genesisTime + FIRST_EPOCH_AFTER + (epoch - 1) * epochDuration
}
