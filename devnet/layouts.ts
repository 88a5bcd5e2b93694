import { type Artifact, type Artifacts, artifactOf } from './compile'
import { HOT_SPOT, hotSpotAddress } from './hot-spot'
import { CONTRACTS, contractAddresses } from './layout'
import type { DevnetSettings } from './settings'

/** The file in the devnet's folder that the layouts stand in. */
export const LAYOUTS_FILE = 'layouts.json'

export type StorageLayouts = Record<string, Artifact['storageLayout']>

/** How the storage of each of the devnet's contracts is laid out, by lower-case address. */
export function storageLayouts(
  { deviatingClaim, hotSpot }: DevnetSettings,
  compiled: Artifacts,
): StorageLayouts {
  const address = contractAddresses()
  const entries = CONTRACTS.map((name) => {
    const isOther = name === 'PersonhoodPay' && deviatingClaim !== undefined
    const { storageLayout } = artifactOf(compiled, isOther ? 'DeviatingPersonhoodPay' : name)
    return [address[name].toLowerCase(), storageLayout] as const
  })
  if (hotSpot !== undefined) {
    const { storageLayout } = artifactOf(compiled, HOT_SPOT.contract)
    entries.push([hotSpotAddress().toLowerCase(), storageLayout])
  }
  return Object.fromEntries(entries)
}
