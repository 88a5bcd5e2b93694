import type { KeyType } from './key-types'

/** How a contract's storage is laid out: which variable lies in which slot. */
export interface Layout {
  variables: readonly Variable[]
}

/** A variable of a contract, or a member of a struct: then the slot counts from where the struct begins. */
export interface Variable {
  label: string
  slot: bigint
  type: VariableType
}

export type VariableType =
  | ValueType
  | BytesType
  | OpaqueType
  | StructType
  | ArrayType
  | ListType
  | MappingType

/** A value within one slot, which it may share with its neighbours. */
export interface ValueType {
  kind: 'value'
  bytes: number
}

/** A string or bytes: short ones in the slot itself, long ones in the slots from its hash on. */
export interface BytesType {
  kind: 'bytes'
}

/** Slots of unknown content: the label and the distance from the first. */
export interface OpaqueType {
  kind: 'opaque'
  slots: bigint
}

export interface StructType {
  kind: 'struct'
  slots: bigint
  members: readonly Variable[]
}

/** A list of fixed length, in place. */
export interface ArrayType {
  kind: 'array'
  slots: bigint
  element: VariableType
}

/** A list of any length: the length in its slot, the elements in the slots from its hash on. */
export interface ListType {
  kind: 'list'
  element: () => VariableType
}

/** Its values lie where the key and its slot hash to. Types may contain themselves through it: hence the functions. */
export interface MappingType {
  kind: 'mapping'
  key: KeyType
  value: () => VariableType
  scheme: MappingScheme
}

/**
 * How key and slot are hashed: `solidity` keccak(key . slot), `vyper` keccak(slot . key), `solady` the balances of
 * Solady's ERC-20, keccak(address . 8 zero bytes . seed), whose slot is the seed.
 */
export type MappingScheme = 'solidity' | 'vyper' | 'solady'

/** How many slots a variable of this type takes where it stands. */
export function slotsOf(type: VariableType): bigint {
  return type.kind === 'struct' || type.kind === 'array' || type.kind === 'opaque' ? type.slots : 1n
}

/** How many elements of a list share a slot: 1 for all that takes more than half of one. */
export function elementsPerSlot(element: VariableType): bigint {
  return element.kind === 'value' ? BigInt(Math.floor(32 / element.bytes)) : 1n
}
