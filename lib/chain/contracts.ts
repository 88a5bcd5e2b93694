import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { CallOutcome } from '@/lib/chain/calls'
import { Fields, MalformedAnswerError } from '@/lib/chain/fields'
import type { Block, Hex, Receipt, Transaction } from '@/lib/chain/types'

/** A contract that a transaction created, itself or through calls. */
export interface CreatedContract {
  blockNumber: bigint
  transactionIndex: number
  address: Hex
  /** sender of the transaction */
  creator: Hex
  /** keccak-256 of its code, where the trace gives the code or its hash */
  codeHash?: Hex
}

/** First bytes of the code that an EIP-7702 authorization sets. */
const DELEGATION = '0xef0100'

/**
 * Contracts created in a block: those that receipts name, those of the call traces where these are given, else those
 * that the diff traces show (absent or empty before, with code or a nonce after, and not the sender), else those of the
 * access list.
 * @param input.listed contracts by transaction, from the block's access list
 * @param input.diff answer of a trace of the block with prestateTracer in diffMode
 * @throws MalformedAnswerError
 */
export function createdContracts(input: {
  block: Pick<Block, 'number' | 'transactions'>
  receipts: readonly Receipt[]
  diff?: unknown
  calls?: readonly CallOutcome[]
  listed?: readonly (readonly { address: Hex; codeHash: Hex }[])[]
}): CreatedContract[] {
  const { block, receipts, diff, calls, listed } = input
  const states = diff === undefined ? undefined : diffStates(diff, block)
  return block.transactions.flatMap((transaction, at) => {
    const receipt = receipts[at]
    const state = states?.[at]
    const addresses = new Set<Hex>()
    const named = receipt?.contractAddress
    if (named !== undefined && named !== null && receipt?.status !== 0) addresses.add(named)
    const ofList = new Map(listed?.[at]?.map(({ address, codeHash }) => [address, codeHash]))
    const traced = calls !== undefined ? calls[at]?.created : state && createdInDiff(state, transaction)
    const inner = traced ?? ofList.keys()
    for (const address of inner) addresses.add(address)
    return Array.from(addresses, (address) => ({
      blockNumber: block.number,
      transactionIndex: at,
      address,
      creator: transaction.from,
      codeHash: state ? codeHashOf(state.post, address) : ofList.get(address),
    }))
  })
}

interface DiffState {
  pre: Fields
  post: Fields
}

function diffStates(diff: unknown, block: Pick<Block, 'number' | 'transactions'>): DiffState[] {
  const where = `diff trace of block ${block.number}`
  if (!Array.isArray(diff) || diff.length !== block.transactions.length) {
    throw new MalformedAnswerError(`${where}: expected a list of ${block.transactions.length} results`)
  }
  return diff.map((item, at) => {
    const result = new Fields(item, `${where} [${at}]`).object('result')
    // A side without accounts may be null.
    const side = (name: string) =>
      result.value(name) === null ? new Fields({}, `${where} ${name}`) : result.object(name)
    return { pre: side('pre'), post: side('post') }
  })
}

function createdInDiff({ pre, post }: DiffState, transaction: Transaction): Hex[] {
  return post.names().flatMap((name) => {
    const address: Hex = `0x${name.slice(2).toLowerCase()}`
    if (address === transaction.from) return []
    const after = post.object(name)
    const before = pre.has(name) ? pre.object(name) : undefined
    if (before !== undefined && (nonceOf(before) !== 0n || hasCode(before))) return []
    const code = after.optionalData('code')
    if (code?.startsWith(DELEGATION)) return []
    if (hasCode(after)) return [address]
    // An authorization raises a nonce too (EIP-7702): without the code it cannot be told from a creation.
    return nonceOf(after) > 0n && transaction.type !== 4 ? [address] : []
  })
}

/** Nodes write nonces of traces as numbers or as quantities. */
function nonceOf(account: Fields): bigint {
  return account.optionalNumeric('nonce') ?? 0n
}

const EMPTY_CODE_HASH = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'

function hasCode(account: Fields): boolean {
  const code = account.optionalData('code')
  const hash = account.optionalData('codeHash', 32)
  return (code !== undefined && code !== '0x') || (hash !== undefined && hash !== EMPTY_CODE_HASH)
}

function codeHashOf(post: Fields, address: Hex): Hex | undefined {
  if (!post.has(address)) return undefined
  const account = post.object(address)
  const code = account.optionalData('code')
  return (
    account.optionalData('codeHash', 32) ?? (code === undefined ? undefined : toHex(keccak256(toBytes(code))))
  )
}
