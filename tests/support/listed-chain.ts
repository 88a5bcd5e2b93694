import { RLP } from '@ethereumjs/rlp'
import { z } from 'zod'
import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { Hex } from '@/lib/chain/types'
import type { BlockAccessList } from '@/lib/parallelism/access-list/types'
import type { ProxyRules } from '../integration/indexer/proxy'
import { ask } from '../integration/indexer/support'
import { asFixtureJson, asSpecJson, listOfTraces } from './list-of-traces'

/** A chain of which every header names its block's access list, while nothing is traced. */
export interface ListedChain {
  /** by the block's new hash */
  lists: Map<string, { number: number; list: BlockAccessList }>
  /** hash of the node -> hash of the block with its list */
  hashes: Map<string, string>
  rules: ProxyRules
}

const header = z.record(z.string(), z.unknown())
const hexOf = z.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-f]*$/.test(value))

/** Fields of a header in the order of its encoding; `n` marks integers. */
const ENCODED = [
  ...['parentHash', 'sha3Uncles', 'miner', 'stateRoot', 'transactionsRoot', 'receiptsRoot', 'logsBloom'],
  ...['n difficulty', 'n number', 'n gasLimit', 'n gasUsed', 'n timestamp', 'extraData', 'mixHash', 'nonce'],
  ...['n baseFeePerGas', 'withdrawalsRoot', 'n blobGasUsed', 'n excessBlobGas', 'parentBeaconBlockRoot'],
  ...['requestsHash', 'blockAccessListHash'],
]

/**
 * What a node has to answer to be one of a chain with access lists: made from the blocks and the traces of a node
 * without. Hashes of blocks follow from their new headers, the parents' included.
 */
export async function listedChain(nodeUrl: string, numbers: readonly number[]): Promise<ListedChain> {
  const lists: ListedChain['lists'] = new Map()
  const hashes: ListedChain['hashes'] = new Map()
  const listHashes = new Map<string, Hex>()
  for (const number of numbers) {
    const tag = `0x${number.toString(16)}`
    const old = header.parse(await ask(nodeUrl, 'eth_getBlockByNumber', [tag, false]))
    const trace = (diffMode: boolean) =>
      ask(nodeUrl, 'debug_traceBlockByNumber', [
        tag,
        { tracer: 'prestateTracer', tracerConfig: { diffMode } },
      ])
    const list = number === 0 ? [] : listOfTraces({ plain: await trace(false), diff: await trace(true) })
    const listHash = toHex(keccak256(encoded(list)))
    const parentHash = hashes.get(String(old.parentHash)) ?? old.parentHash
    const hash = headerHash({ ...old, parentHash, blockAccessListHash: listHash })
    hashes.set(String(old.hash), hash)
    listHashes.set(hash, listHash)
    lists.set(hash, { number, list })
  }
  const back = new Map([...hashes].map(([from, to]) => [to, from]))
  const named = (value: unknown, names: ReadonlyMap<string, string>): unknown =>
    JSON.parse(JSON.stringify(value ?? null).replace(/0x[0-9a-f]{64}/g, (hash) => names.get(hash) ?? hash))
  return {
    lists,
    hashes,
    rules: {
      params: (params) => z.array(z.unknown()).parse(named(params, back)),
      instead: (method, params) => {
        if (method.startsWith('debug_')) {
          return { error: { code: -32601, message: `the method ${method} does not exist/is not available` } }
        }
        if (method !== 'eth_getBlockAccessList') return undefined
        const found = lists.get(String(params[0]))
        if (found === undefined) return { result: null }
        // Either dialect in turn.
        const { number, list } = found
        return { result: number % 2 === 0 ? asSpecJson(list) : asFixtureJson(list) }
      },
      change: (method, _, result) => {
        if (method === 'eth_getBlockAccessList') return result
        const renamed = named(result, hashes)
        const block = header.safeParse(renamed)
        if (!/^eth_getBlockBy/.test(method) || !block.success) return renamed
        return { ...block.data, blockAccessListHash: listHashes.get(String(block.data.hash)) }
      },
    },
  }
}

/** keccak-256 of a header's RLP, its fields in their order. */
function headerHash(fields: Record<string, unknown>): Hex {
  const last = ENCODED.findLastIndex((name) => fields[name.replace('n ', '')] !== undefined)
  const items = ENCODED.slice(0, last + 1).map((name) => {
    const value = fields[name.replace('n ', '')]
    if (value === undefined) return new Uint8Array()
    return name.startsWith('n ') ? BigInt(hexOf.parse(value)) : toBytes(hexOf.parse(value))
  })
  return toHex(keccak256(RLP.encode(items)))
}

/** A list's RLP by the words of EIP-7928. */
function encoded(list: BlockAccessList): Uint8Array {
  const changes = (items: readonly { index: number; value: bigint }[]) =>
    items.map(({ index, value }) => [index, value])
  const bytes = (hex: string) => toBytes(hexOf.parse(hex))
  return RLP.encode(
    list.map((account) => [
      bytes(account.address),
      account.storageChanges.map((slot) => [BigInt(slot.slot), changes(slot.changes)]),
      account.storageReads.map((slot) => BigInt(slot)),
      changes(account.balanceChanges),
      changes(account.nonceChanges),
      account.codeChanges.map(({ index, code }) => [index, bytes(code)]),
    ]),
  )
}
