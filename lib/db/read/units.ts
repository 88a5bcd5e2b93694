import { findAdapter } from '@/lib/audit/adapters/registry'

/** What a program's payments are in: by the token's contract, else as its kind has it. */
export function unitOf({
  kind,
  symbol,
  decimals,
}: {
  kind: string
  symbol: string | null
  decimals: number | null
}): { symbol: string | undefined; decimals: number | undefined } {
  const unit = decimals === null ? findAdapter(kind)?.unit : undefined
  return { symbol: unit?.symbol ?? symbol ?? undefined, decimals: unit?.decimals ?? decimals ?? undefined }
}
