import { elementsPerSlot, slotsOf, type Variable, type VariableType } from './layout-types'

/**
 * The name of a slot among variables that stand in place; all that share it, with "/" between. `slot` counts from
 * where the variables do, and `prefix` is what comes before their names.
 */
export function nameInPlace(
  variables: readonly Variable[],
  slot: bigint,
  prefix: string,
): string | undefined {
  const here = variables.filter(
    (variable) => slot >= variable.slot && slot < variable.slot + slotsOf(variable.type),
  )
  if (here.length === 0) return undefined
  return prefix + here.map(({ label, slot: start, type }) => nameOf(type, slot - start, label)).join('/')
}

/** The name of the slot that lies `offset` slots behind the beginning of a variable called `path`. */
export function nameOf(type: VariableType, offset: bigint, path: string): string {
  switch (type.kind) {
    case 'struct':
      return nameInPlace(type.members, offset, `${path}.`) ?? path
    case 'array':
      return nameOfElement(type.element, offset, path)
    case 'opaque':
      return offset === 0n ? path : `${path} + ${offset}`
    case 'list':
      return `${path}.length`
    default:
      return path
  }
}

/** The name of a slot among the elements of a list, `offset` slots behind the first. */
export function nameOfElement(element: VariableType, offset: bigint, path: string): string {
  const sharing = elementsPerSlot(element)
  if (sharing > 1n) {
    const first = offset * sharing
    return `${path}[${first}..${first + sharing - 1n}]`
  }
  const size = slotsOf(element)
  return nameOf(element, offset % size, `${path}[${offset / size}]`)
}
