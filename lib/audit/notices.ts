import type { NoticeLog } from './facts'
import type { Hex, ProgramIdentity } from './types'

/** What a contract tells of powers over itself: who may spend for it, who owns it, what code it runs. */
export const NOTICE_TOPICS = {
  /** Approval(address indexed owner, address indexed spender, uint256 value) of ERC-20 */
  approval: '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925',
  /** OwnershipTransferred(address indexed previousOwner, address indexed newOwner) */
  ownership: '0x8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0',
  /** Paused(address account) */
  paused: '0x62e78cea01bee320cd4e420270b5ea74000d11b0c9f74754ebdbfc544b05a258',
  /** Upgraded(address indexed implementation) of ERC-1967 */
  upgraded: '0xbc7cd75a20ee27fd9adebab32041f755214dbc6bffa90cc0225b39da2e5c2d3b',
  /** AdminChanged(address previousAdmin, address newAdmin) */
  admin: '0x7e644d79422f17c01e4894b5f4f588d331ebfa28653d42ae832dc59e38c9798f',
  /** BeaconUpgraded(address indexed beacon) */
  beacon: '0x1cf3b03a6cf19fa2baba4df148e9dcabedea7f8a5c07840e207e5c089be95d3e',
} as const

export type NoticeKind = keyof typeof NOTICE_TOPICS
const KINDS = new Map<Hex, NoticeKind>([
  [NOTICE_TOPICS.approval, 'approval'],
  [NOTICE_TOPICS.ownership, 'ownership'],
  [NOTICE_TOPICS.paused, 'paused'],
  [NOTICE_TOPICS.upgraded, 'upgraded'],
  [NOTICE_TOPICS.admin, 'admin'],
  [NOTICE_TOPICS.beacon, 'beacon'],
])

/** Which notice a log is by its first topic; undefined for any other log. */
export function noticeKind(topics: readonly Hex[]): NoticeKind | undefined {
  return topics[0] === undefined ? undefined : KINDS.get(topics[0])
}

/**
 * Whether a log of a contract is a notice that an audit reads: of approvals, those alone that program or treasury give for the
 * program's token, for everybody else's are no business of an audit.
 */
export function isNotice(
  { contract, topics }: Pick<NoticeLog, 'contract' | 'topics'>,
  { address, treasury, token, verifier }: ProgramIdentity,
): boolean {
  const kind = noticeKind(topics)
  if (kind === undefined || ![address, treasury, token, verifier].includes(contract)) return false
  if (kind !== 'approval') return true
  const [, owner] = topics
  return contract === token && owner !== undefined && [address, treasury].includes(addressOf(owner))
}

/** The address that a topic or a word of data holds. */
export function addressOf(word: Hex): Hex {
  return `0x${word.slice(-40)}`
}
