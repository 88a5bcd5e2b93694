import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import type { DiscoveryData } from './load-discovery'

const LONGEST = 80
const cut = (text: string) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`)

/** A suggestion as a modules file (docs/modules.md): what it stands on is said in it. */
export function modulesJson(chainId: bigint, { range, modules, labels }: DiscoveryData): object {
  const { from, to, hash, sources } = range
  return {
    about: `Discovered by co-access on chain ${chainId}, blocks ${from} to ${to} (hash of block ${to}: ${hash}), source ${sources.join(' and ')}: a suggestion, which nobody has declared.`,
    modules: modules.map(({ id, name, members, transactions }) => ({
      id,
      name: cut(name),
      description: `Discovered: contracts that ${integer(transactions)} transactions of blocks ${from} to ${to} touched together. Nobody has declared it.`,
      addresses: members.map(({ contract }) => {
        const label = labels.get(contract)
        return { address: checksum(contract), ...(label && { label: cut(label) }) }
      }),
    })),
  }
}
