import { toBytes } from '@/lib/chain/bytes'
import { listFromJson } from './json'
import { checkOrder } from './order'
import { refuseList } from './place'
import { listFromRlp } from './rlp'
import type { BlockAccessList, ListedBlock } from './types'

const BYTES = /^0x(?:[0-9a-fA-F]{2})*$/

/**
 * Reads what a node gave as a block's access list: JSON in either dialect, or the RLP encoding as 0x hex. Order,
 * uniqueness and the range of the indexes are as EIP-7928 demands. Whether it is the block's own list, only its hash
 * tells (accessListHash).
 * @throws MalformedAccessListError on anything else: one sentence that names block, account and field
 */
export function parseAccessList(raw: unknown, listed: ListedBlock): BlockAccessList {
  const list = typeof raw === 'string' ? fromHex(raw, listed.block) : listFromJson(raw, listed.block)
  checkOrder(list, listed)
  return list
}

function fromHex(raw: string, block: bigint): BlockAccessList {
  if (!BYTES.test(raw)) return refuseList({ block }, 'the access list', 'is text that is no hex bytes')
  return listFromRlp(toBytes(`0x${raw.slice(2)}`), block)
}
