import { z } from 'zod'
import { isRecord } from '../trace-shape'
import { MalformedLayoutError } from './errors'
import type { KeyType } from './key-types'
import type { Layout, Variable, VariableType } from './layout-types'

const decimal = z.string().regex(/^\d{1,80}$/, 'must be a whole number in decimal digits')
const variable = z.object({
  label: z.string(),
  slot: decimal,
  offset: z.int().min(0).max(31),
  type: z.string(),
})
const typeEntry = z.object({
  encoding: z.enum(['inplace', 'mapping', 'dynamic_array', 'bytes']),
  label: z.string(),
  numberOfBytes: decimal,
  key: z.string().optional(),
  value: z.string().optional(),
  base: z.string().optional(),
  members: z.array(variable).optional(),
})
const solcLayout = z.object({
  storage: z.array(variable),
  types: z.record(z.string(), typeEntry).nullish(),
})

/** Whether JSON is a layout, or an artifact that has one: other artifacts are no mistake. */
export function hasLayout(json: unknown): boolean {
  return isRecord(json) && (json.storageLayout ?? json.storage ?? undefined) !== undefined
}

const DEEPEST = 100

type TypeEntry = z.infer<typeof typeEntry>

/**
 * A storage layout from JSON: the `storageLayout` of solc (as `forge inspect CONTRACT storageLayout --json` prints it),
 * or an artifact that holds it under that name (a file of Foundry's `out`, one contract of solc's output).
 * @param where names the layout in messages: a file, a key in it
 * @throws MalformedLayoutError
 */
export function parseLayout(json: unknown, where: string): Layout {
  const result = solcLayout.safeParse(isRecord(json) ? (json.storageLayout ?? json) : json)
  if (!result.success) {
    const [issue] = result.error.issues
    const place = issue?.path.length ? ` at ${issue.path.join('.')}` : ''
    throw new MalformedLayoutError(
      `${where} is no storage layout${place}: ${issue?.message ?? 'not valid'}. It takes the storageLayout output of solc, or a Foundry artifact built with extra_output = ["storageLayout"].`,
    )
  }
  const { storage, types } = result.data
  return new Types(types ?? {}, where).layout(storage)
}

/** The types of a layout by their ids. Only mappings and lists may lead back to a type that they are in. */
class Types {
  readonly #entries: Map<string, TypeEntry>
  readonly #where: string
  readonly #made = new Map<string, VariableType>()
  readonly #open = new Set<string>()

  constructor(entries: Record<string, TypeEntry>, where: string) {
    this.#entries = new Map(Object.entries(entries))
    this.#where = where
  }

  layout(storage: z.infer<typeof variable>[]): Layout {
    const variables = this.#variables(storage)
    for (const id of this.#entries.keys()) this.#type(id)
    return { variables }
  }

  #variables(entries: z.infer<typeof variable>[]): Variable[] {
    return entries.map(({ label, slot, type }) => ({ label, slot: BigInt(slot), type: this.#type(type) }))
  }

  #type(id: string): VariableType {
    const known = this.#made.get(id)
    if (known !== undefined) return known
    if (this.#open.has(id)) return this.#refuse(`type ${id} contains itself`)
    if (this.#open.size > DEEPEST)
      return this.#refuse(`types lie within each other more than ${DEEPEST} deep`)
    this.#open.add(id)
    const made = this.#make(this.#entry(id), id)
    this.#open.delete(id)
    this.#made.set(id, made)
    return made
  }

  #make(entry: TypeEntry, id: string): VariableType {
    const { encoding, key, value, base, members, numberOfBytes } = entry
    switch (encoding) {
      case 'bytes':
        return { kind: 'bytes' }
      case 'mapping': {
        if (key === undefined || value === undefined) return this.#refuse(`mapping ${id} lacks key or value`)
        this.#entry(value)
        const keyEntry = this.#entry(key)
        return {
          kind: 'mapping',
          key: keyType(keyEntry),
          value: () => this.#type(value),
          scheme: 'solidity',
        }
      }
      case 'dynamic_array':
        if (base === undefined) return this.#refuse(`array ${id} lacks its base`)
        this.#entry(base)
        return { kind: 'list', element: () => this.#type(base) }
      case 'inplace': {
        const slots = (BigInt(numberOfBytes) + 31n) / 32n
        if (slots === 0n) return this.#refuse(`type ${id} has no bytes`)
        if (members !== undefined) return { kind: 'struct', slots, members: this.#variables(members) }
        if (base !== undefined) return { kind: 'array', slots, element: this.#type(base) }
        if (slots !== 1n) return this.#refuse(`type ${id} has ${numberOfBytes} bytes and no members`)
        return { kind: 'value', bytes: Number(numberOfBytes) }
      }
    }
  }

  #entry(id: string): TypeEntry {
    return this.#entries.get(id) ?? this.#refuse(`type ${id} is used and not described`)
  }

  #refuse(problem: string): never {
    throw new MalformedLayoutError(`${this.#where} is no storage layout: ${problem}.`)
  }
}

/** solc names types by words; user-defined value types by a name that says nothing. */
function keyType({ encoding, label, numberOfBytes }: TypeEntry): KeyType {
  if (encoding === 'bytes') return { kind: 'text' }
  const bytes = Math.min(32, Number(numberOfBytes))
  if (/^address|^contract /.test(label)) return { kind: 'address' }
  if (/^uint\d+$|^enum /.test(label)) return { kind: 'uint', bytes }
  if (/^int\d+$/.test(label)) return { kind: 'int', bytes }
  if (/^bytes\d+$/.test(label)) return { kind: 'fixed bytes', bytes }
  return { kind: label === 'bool' ? 'bool' : 'unknown' }
}
