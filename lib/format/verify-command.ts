import { findAdapter } from '@/lib/audit/adapters/registry'

/** Headers that the command links where it is not told otherwise. */
const LINKED = 5000n

interface Audited {
  chainId: bigint
  kind: string
  address: string
  parts: Record<string, string>
}

interface Stood {
  epoch: bigint
  /** undefined for a period without an end */
  endsAt: bigint | undefined
  firstBlock: bigint
  lastBlock: bigint
  linked: bigint
  listEntries: number | undefined
}

/** The command that makes the report of a period again from a node alone, and compares it with the file `report.json`. */
export function verifyCommand({ chainId, kind, address, parts }: Audited, period: Stood): string {
  const adapter = findAdapter(kind)
  const preset = adapter?.presets.find((one) => one.chainId === chainId && one.address === address)
  const told = Object.entries(parts).filter(
    ([name, part]) =>
      !adapter?.views.some((view) => view.as === 'address' && view.name === name) &&
      preset?.parts[name] !== part,
  )
  const { linked, firstBlock, lastBlock } = period
  const isWhole = linked === lastBlock - firstBlock + 2n
  return [
    `npm run verify -- --rpc URL --kind ${kind} --program ${address}`,
    ...told.map(([name, part]) => `--part ${name}=${part}`),
    period.endsAt === undefined ? `--up-to ${lastBlock}` : `--period ${period.epoch}`,
    ...(isWhole && linked <= LINKED ? [] : [`--link ${linked}`]),
    ...(period.listEntries === undefined ? [] : ['--list LIST']),
    '--report report.json',
  ].join(' ')
}
