import type { Hex, Log } from '@/lib/chain/types'

export type TokenStandard = 'erc20' | 'erc721' | 'erc1155'

/** One movement of one token. An ERC-1155 batch gives one for each of its items. */
export interface TokenTransfer {
  blockNumber: bigint
  transactionIndex: number
  logIndex: number
  /** position in an ERC-1155 batch, else 0 */
  batchIndex: number
  token: Hex
  standard: TokenStandard
  from: Hex
  to: Hex
  /** in the token's smallest unit; 1 for ERC-721 */
  amount: bigint
  /** absent for ERC-20 */
  tokenId?: bigint
}

/** Transfer(address,address,uint256) of ERC-20 and ERC-721. */
export const TRANSFER_TOPIC: Hex = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
/** TransferSingle(address,address,address,uint256,uint256) of ERC-1155. */
export const TRANSFER_SINGLE_TOPIC: Hex = '0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62'
/** TransferBatch(address,address,address,uint256[],uint256[]) of ERC-1155. */
export const TRANSFER_BATCH_TOPIC: Hex = '0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb'

const WORD = 64

/**
 * Token transfers among logs, in their order. A log that has a transfer's first topic and not its form (other
 * parameters indexed, lengths that do not fit) is no transfer of the standard and is left out.
 */
export function tokenTransfers(logs: readonly Log[]): TokenTransfer[] {
  const transfers: TokenTransfer[] = []
  for (const log of logs) {
    const topic = log.topics[0]
    if (topic === TRANSFER_TOPIC) transfers.push(...plainTransfer(log))
    else if (topic === TRANSFER_SINGLE_TOPIC) transfers.push(...singleTransfer(log))
    else if (topic === TRANSFER_BATCH_TOPIC) transfers.push(...batchTransfer(log))
  }
  return transfers
}

function plainTransfer(log: Log): TokenTransfer[] {
  const parties = partiesOf(log, 1)
  if (parties === undefined) return []
  const tokenId = log.topics[3]
  if (tokenId !== undefined) {
    if (log.data !== '0x') return []
    return [{ ...parties, batchIndex: 0, standard: 'erc721', amount: 1n, tokenId: BigInt(tokenId) }]
  }
  const amount = word(log.data, 0)
  if (amount === undefined || wordCount(log.data) !== 1) return []
  return [{ ...parties, batchIndex: 0, standard: 'erc20', amount }]
}

function singleTransfer(log: Log): TokenTransfer[] {
  const parties = partiesOf(log, 2)
  const tokenId = word(log.data, 0)
  const amount = word(log.data, 1)
  if (parties === undefined || tokenId === undefined || amount === undefined || wordCount(log.data) !== 2)
    return []
  return [{ ...parties, batchIndex: 0, standard: 'erc1155', amount, tokenId }]
}

function batchTransfer(log: Log): TokenTransfer[] {
  const parties = partiesOf(log, 2)
  const ids = wordArray(log.data, word(log.data, 0))
  const amounts = wordArray(log.data, word(log.data, 1))
  if (parties === undefined || ids === undefined || amounts === undefined || ids.length !== amounts.length)
    return []
  return ids.flatMap((tokenId, batchIndex) => {
    const amount = amounts[batchIndex]
    return amount === undefined
      ? []
      : [{ ...parties, batchIndex, standard: 'erc1155' as const, amount, tokenId }]
  })
}

/** Sender and receiver from the topics at `at` and after it, with what every transfer carries. */
function partiesOf(log: Log, at: number) {
  const from = addressTopic(log.topics[at])
  const to = addressTopic(log.topics[at + 1])
  if (from === undefined || to === undefined) return undefined
  const { blockNumber, transactionIndex, index: logIndex, address: token } = log
  return { blockNumber, transactionIndex, logIndex, token, from, to }
}

const ADDRESS_PADDING = `0x${'0'.repeat(24)}`

function addressTopic(topic: Hex | undefined): Hex | undefined {
  return topic?.startsWith(ADDRESS_PADDING) ? `0x${topic.slice(ADDRESS_PADDING.length)}` : undefined
}

/** Number of 32-byte words, which need not be whole. */
function wordCount(data: Hex): number {
  return (data.length - 2) / WORD
}

function word(data: Hex, at: number): bigint | undefined {
  const start = 2 + at * WORD
  return data.length < start + WORD ? undefined : BigInt(`0x${data.slice(start, start + WORD)}`)
}

/** A dynamic array of words at a byte offset: its length, then its items, all of them within the data. */
function wordArray(data: Hex, offset: bigint | undefined): bigint[] | undefined {
  if (offset === undefined || offset % 32n !== 0n || offset > BigInt(data.length)) return undefined
  const start = Number(offset / 32n)
  const length = word(data, start)
  if (length === undefined || length > BigInt(data.length)) return undefined
  const items: bigint[] = []
  for (let at = 0; at < Number(length); at++) {
    const item = word(data, start + 1 + at)
    if (item === undefined) return undefined
    items.push(item)
  }
  return items
}
