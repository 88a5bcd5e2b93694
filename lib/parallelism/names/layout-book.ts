import { z } from 'zod'
import { MalformedLayoutError } from './errors'
import type { Layout } from './layout-types'

/** Layouts given for a chain, by what they are for. */
export interface LayoutBook {
  /** lower-case 0x hex */
  byAddress: ReadonlyMap<string, Layout>
  /** keccak-256 of the code, lower-case 0x hex */
  byCodeHash: ReadonlyMap<string, Layout>
  /** names that a module registry gives, in the form of `labelForm` */
  byLabel: ReadonlyMap<string, Layout>
}

export const NO_LAYOUTS: LayoutBook = { byAddress: new Map(), byCodeHash: new Map(), byLabel: new Map() }

/** "Pay Token", "PayToken" and "pay-token" are one label. */
export function labelForm(label: string): string {
  return label.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '')
}

/** A book of layouts by their keys: an address, a code hash, or the label of a contract. */
export function layoutBook(entries: Iterable<readonly [string, Layout]>): LayoutBook {
  const book = {
    byAddress: new Map<string, Layout>(),
    byCodeHash: new Map<string, Layout>(),
    byLabel: new Map<string, Layout>(),
  }
  for (const [key, layout] of entries) {
    if (/^0x[0-9a-fA-F]{40}$/.test(key)) book.byAddress.set(key.toLowerCase(), layout)
    else if (/^0x[0-9a-fA-F]{64}$/.test(key)) book.byCodeHash.set(key.toLowerCase(), layout)
    else book.byLabel.set(labelForm(key), layout)
  }
  return book
}

/** The layout for a contract: by its address, else its code, else its label. */
export function findLayout(
  book: LayoutBook,
  contract: { address: string; codeHash?: string; label?: string },
): Layout | undefined {
  const { address, codeHash, label } = contract
  return (
    book.byAddress.get(address) ??
    (codeHash === undefined ? undefined : book.byCodeHash.get(codeHash)) ??
    (label === undefined ? undefined : book.byLabel.get(labelForm(label)))
  )
}

const output = z.object({
  contracts: z.record(z.string(), z.record(z.string(), z.looseObject({ storageLayout: z.unknown() }))),
})
const map = z.record(z.string(), z.union([z.looseObject({}), z.string()]))

/**
 * The entries of a layouts file, each still to be parsed: an object from addresses, code hashes or labels to layouts or
 * to paths of files that hold one; or the standard JSON output of solc, whose contracts then count as labels.
 * @throws MalformedLayoutError
 */
export function layoutEntries(json: unknown, where: string): [string, unknown][] {
  const compiled = output.safeParse(json)
  if (compiled.success) return Object.values(compiled.data.contracts).flatMap((file) => Object.entries(file))
  const entries = map.safeParse(json)
  if (entries.success) return Object.entries(entries.data)
  throw new MalformedLayoutError(
    `${where} is no file of layouts: it has to be an object from addresses, code hashes or labels to layouts.`,
  )
}
