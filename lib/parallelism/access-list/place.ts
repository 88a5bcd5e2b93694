import { MalformedAccessListError } from '../errors'
import { shown } from '../trace-shape'

/** Where a value stands in a list, for the sentence that refuses it. */
export interface ListPlace {
  block: bigint
  /** address, or its position while the address is not known: "3" */
  account?: string
}

export function refuseList(place: ListPlace, field: string, problem: string): never {
  const account = place.account === undefined ? '' : `, account ${place.account}`
  throw new MalformedAccessListError(`block ${place.block}${account}: ${field} ${problem}`)
}

/** A list, however it came; what is left out or null is empty where `optional`. */
export function asList(value: unknown, place: ListPlace, field: string, optional = false): unknown[] {
  // A copy has an entry at each place, even where the original has holes.
  if (Array.isArray(value)) return [...value]
  if (optional && (value === undefined || value === null)) return []
  return refuseList(place, field, `is ${shown(value)} where a list is expected`)
}
