import { Verdict } from '@/components/chips/verdict'
import type { BlockCheck } from '@/lib/db/read/blocks'

/** That a block's contents were held against its hash before it was stored, and how many checks could not be made. */
export function BlockVerdict({ checks, word }: { checks: readonly BlockCheck[]; word?: string }) {
  const open = checks.filter(({ verdict }) => verdict !== 'pass')
  const reason = open.length === 0 ? 'All checks pass' : `${open.length} of its checks cannot be made`
  return <Verdict kind="verified" word={word} reason={reason} />
}
