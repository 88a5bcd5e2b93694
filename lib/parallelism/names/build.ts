import type { KeyType } from './key-types'
import type { MappingScheme, StructType, ValueType, Variable, VariableType } from './layout-types'

/** Notation for the layouts that the product knows itself. */
export const ADDRESS: KeyType = { kind: 'address' }
export const UINT256: KeyType = { kind: 'uint', bytes: 32 }
export const BYTES32: KeyType = { kind: 'fixed bytes', bytes: 32 }
export const INT24: KeyType = { kind: 'int', bytes: 3 }
export const INT16: KeyType = { kind: 'int', bytes: 2 }
export const ANY: KeyType = { kind: 'unknown' }

export const VALUE: ValueType = { kind: 'value', bytes: 32 }
export const TEXT: VariableType = { kind: 'bytes' }

export function mapping(key: KeyType, value: VariableType, scheme: MappingScheme = 'solidity'): VariableType {
  return { kind: 'mapping', key, value: () => value, scheme }
}

/** Variables in slots of their own, one after the other; "/" in a name stands between those that share a slot. */
export function inOrder(first: bigint, variables: Readonly<Record<string, VariableType>>): Variable[] {
  return Object.entries(variables).map(([label, type], at) => ({ label, slot: first + BigInt(at), type }))
}

export function struct(members: Readonly<Record<string, VariableType>>): StructType {
  const variables = inOrder(0n, members)
  return { kind: 'struct', slots: BigInt(variables.length), members: variables }
}
