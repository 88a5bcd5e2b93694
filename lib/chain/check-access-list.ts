import type { Block, Hex } from '@/lib/chain/types'

/** What is known of a block's access list (EIP-7928): its hash, why it can be none, or why it was not read. */
export type AccessListEvidence = { hash: Hex } | { malformed: string } | { unread: string }

type Outcome = { verdict: 'pass' } | { verdict: 'indeterminate' | 'fail'; reason: string }

/**
 * Holds a block's access list against the header. A malformed list fails: a header names well-formed ones alone, so it
 * cannot be the block's.
 */
export function checkAccessList(
  { blockAccessListHash }: Pick<Block, 'blockAccessListHash'>,
  evidence: AccessListEvidence | undefined,
): Outcome {
  if (blockAccessListHash === undefined) return { verdict: 'pass' }
  if (evidence === undefined) return { verdict: 'indeterminate', reason: 'the list was not asked for' }
  if ('unread' in evidence) return { verdict: 'indeterminate', reason: evidence.unread }
  if ('malformed' in evidence)
    return { verdict: 'fail', reason: `what the node gave is no access list: ${evidence.malformed}` }
  if (evidence.hash === blockAccessListHash) return { verdict: 'pass' }
  return {
    verdict: 'fail',
    reason: `the access list hashes to ${evidence.hash} but the header says ${blockAccessListHash}`,
  }
}
