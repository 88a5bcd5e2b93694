import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { Hex } from '@/lib/chain/types'
import type { DerivedRow } from '@/lib/db/write/derived'
import { storageKey } from '@/lib/parallelism/keys'
import { Hasher } from '@/lib/parallelism/names/hasher'
import { findLayout, type LayoutBook } from '@/lib/parallelism/names/layout-book'
import type { Layout } from '@/lib/parallelism/names/layout-types'
import { nameKeys } from '@/lib/parallelism/names/name-keys'
import type { RpcClient } from '@/lib/rpc/client'
import type { ReadBlock } from './read'

type HotKeyRow = DerivedRow['hotKey']

/** Gives the hot keys of a chain's blocks the names of their variables. */
export class HotKeyNames {
  readonly #book: LayoutBook
  readonly #chainId: bigint
  readonly #rpc: RpcClient
  readonly #hasher = new Hasher()
  readonly #codeHashes = new Map<string, Hex>()

  constructor(book: LayoutBook, chainId: bigint, rpc: RpcClient) {
    this.#book = book
    this.#chainId = chainId
    this.#rpc = rpc
  }

  /**
   * Sets the labels of a block's hot keys where their variables are known. Estimated access sets have no real slots,
   * so their keys have no names.
   * @param labelOf what the registry calls a contract
   */
  async label(
    rows: readonly HotKeyRow[],
    { block, receipts, access, source }: ReadBlock,
    labelOf: (address: string) => string | undefined,
  ): Promise<void> {
    if (source === 'estimated') return
    const keyOf = ({ address, slot }: HotKeyRow) => (slot ? storageKey(address, slot) : undefined)
    const keys = [...new Set(rows.map(keyOf))].filter((key) => key !== undefined)
    if (keys.length === 0) return
    const layouts = await this.#layouts(rows, block.number, labelOf)
    const transactions = block.transactions.map(({ from, to, input }, at) => ({
      from,
      to,
      input,
      created: receipts[at]?.contractAddress,
      logs: receipts[at]?.logs ?? [],
    }))
    const names = nameKeys(
      keys,
      { transactions, access },
      { chainId: this.#chainId, hasher: this.#hasher, layoutOf: (address) => layouts.get(address) },
    )
    for (const row of rows) {
      const key = keyOf(row)
      row.label = (key && names.get(key)?.label) ?? null
    }
  }

  async #layouts(
    rows: readonly HotKeyRow[],
    block: bigint,
    labelOf: (address: string) => string | undefined,
  ): Promise<Map<string, Layout>> {
    const layouts = new Map<string, Layout>()
    const addresses = rows.flatMap(({ slot, address }) => (slot ? [address] : []))
    for (const address of new Set(addresses)) {
      const contract = { address, label: labelOf(address) }
      const layout =
        findLayout(this.#book, contract) ??
        (this.#book.byCodeHash.size > 0
          ? findLayout(this.#book, { ...contract, codeHash: await this.#codeHash(address, block) })
          : undefined)
      if (layout !== undefined) layouts.set(address, layout)
    }
    return layouts
  }

  async #codeHash(address: string, block: bigint): Promise<Hex> {
    const known = this.#codeHashes.get(address)
    if (known !== undefined) return known
    const hash = toHex(keccak256(toBytes(await this.#rpc.code(`0x${address.slice(2)}`, block))))
    this.#codeHashes.set(address, hash)
    return hash
  }
}
