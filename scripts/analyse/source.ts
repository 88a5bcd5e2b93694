import { type AccessListEvidence, checkAccessList } from '@/lib/chain/check-access-list'
import type { Block } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import type { Source } from '@/lib/parallelism/types'
import type { Capabilities } from '@/lib/rpc/probe'

/** What the node can do, without what serves another source than the one wanted. */
export function only(source: Source | undefined, can: Capabilities): Capabilities {
  if (source === undefined) return can
  const prestate = source === 'traced' && can.prestate
  return { ...can, prestate, blockAccessList: source === 'access list' && can.blockAccessList }
}

/**
 * @param refused why traces were given up, where they were
 * @throws UserError where a source was wanted and another was found, with the reason
 */
export function expectSource(
  wanted: Source | undefined,
  found: Source,
  block: Block,
  refused: string | undefined,
  accessList: AccessListEvidence,
): void {
  if (wanted === undefined || wanted === found) return
  throw new UserError(
    `Block ${block.number} has no access sets of the source "${wanted}": ${refused ?? `${whyNot(wanted, block, accessList)}.`}`,
  )
}

function whyNot(wanted: Source, block: Block, accessList: AccessListEvidence): string {
  if (wanted === 'traced') return 'the node does not trace blocks'
  const listed = checkAccessList(block, accessList)
  return listed.verdict === 'pass' ? 'its header names no access list' : listed.reason
}
