import { UserError } from '../../errors'
import type { Adapter, Preset } from './adapter'
import { circlesV2 } from './circles-v2'
import { erc20Treasury } from './erc20-treasury'
import { gooddollarUbi } from './gooddollar-ubi'
import { merkleDistributor } from './merkle-distributor'
import { worldGrants } from './world-grants'

/**
 * The kinds of programs that are audited by periods, beside the reference program, whose epochs have an audit of their own
 * (`personhood-pay.ts`). A new kind is one file and one entry here (docs/adapters.md).
 */
export const ADAPTERS: readonly Adapter[] = [
  worldGrants,
  gooddollarUbi,
  circlesV2,
  merkleDistributor,
  erc20Treasury,
]

/** The adapter of a kind; undefined for an unknown one. */
export function findAdapter(kind: string): Adapter | undefined {
  return ADAPTERS.find((adapter) => adapter.kind === kind)
}

/** The adapter of a kind. @throws UserError that names the kinds there are */
export function adapterOf(kind: string): Adapter {
  const found = findAdapter(kind)
  if (found !== undefined) return found
  throw new UserError(
    `There is no kind of program called "${kind}": the kinds are ${ADAPTERS.map((adapter) => adapter.kind).join(', ')}.`,
  )
}

/** The one known program of a kind on a chain. @throws UserError that names those that are known elsewhere */
export function presetOf({ presets, name }: Adapter, chainId: bigint): Preset {
  const here = presets.find((preset) => preset.chainId === chainId)
  if (here !== undefined) return here
  const others = presets.map(({ chain, address }) => `${chain} ${address}`).join(', ')
  throw new UserError(
    `No ${name} is known on chain ${chainId}: name its address.${others === '' ? '' : ` Known are ${others}.`}`,
  )
}
