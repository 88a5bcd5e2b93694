import { type ModuleNames, ModuleTag, moduleName } from '@/components/chips/tags'
import { KeyName, keyWords } from '@/components/parallelism/key-name'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getLabels } from '@/lib/db/read/labels'
import type { BlockRange } from '@/lib/db/read/metrics'
import { getVariableNames } from '@/lib/db/read/target-names'
import { checksum, shorten } from '@/lib/format/hex'
import { type Base, path } from '@/lib/format/paths'
import type { ChangeTarget } from '@/lib/parallelism/changes'
import { addressOfKey, splitKey } from '@/lib/parallelism/keys'

/** What targets of changes are called. */
export interface TargetNames {
  variables: ReadonlyMap<string, string>
  contracts: ReadonlyMap<string, string>
}

/** Finds the names of some targets, as far as they are known. */
export async function loadTargetNames(
  db: PrismaClient,
  chainId: bigint,
  targets: readonly ChangeTarget[],
  range: BlockRange,
): Promise<TargetNames> {
  const keys = targets.flatMap((target) => (target.kind === 'key' ? [target.key] : []))
  const addresses = targets.flatMap((target) => (target.kind === 'contract' ? [target.address] : []))
  const [variables, contracts] = await Promise.all([
    getVariableNames(db, chainId, keys, range),
    getLabels(db, chainId, [...addresses, ...keys.map(addressOfKey)]),
  ])
  return { variables, contracts }
}

/** A target in words: "Pool.reserve0", "all of Pool", "all of module DeFi". */
export function targetWords(target: ChangeTarget, names: TargetNames, modules: ModuleNames): string {
  if (target.kind === 'module') return `all of module ${moduleName(target.moduleId, modules)}`
  if (target.kind === 'contract') {
    return `all of ${names.contracts.get(target.address) ?? shorten(checksum(target.address))}`
  }
  return keyWords(keyParts(target.key, names))
}

interface TargetNameProps {
  target: ChangeTarget
  names: TargetNames
  modules: ModuleNames
  base: Base
}

/** The same with its account, or its module, as a link. */
export function TargetName({ target, names, modules, base }: TargetNameProps) {
  if (target.kind === 'module') return <ModuleTag id={target.moduleId} modules={modules} base={base} />
  if (target.kind === 'key') return <KeyName name={keyParts(target.key, names)} base={base} />
  const address = checksum(target.address)
  const label = names.contracts.get(target.address)
  return (
    <a href={path.address(base, address)} title={address}>
      {label ?? <span className="mono">{shorten(address)}</span>}
    </a>
  )
}

function keyParts(key: string, { variables, contracts }: TargetNames) {
  const { kind, address, slot } = splitKey(key)
  return { kind, address, slot, label: variables.get(key), contractLabel: contracts.get(address) }
}
