import { ANY, mapping } from './build'
import type { Layout, VariableType } from './layout-types'

const SLOTS = Array.from({ length: 33 }, (_, slot) => BigInt(slot))
/** Values of unknown structure are taken to have at most this many slots. */
const CONTENT: VariableType = { kind: 'opaque', slots: 8n }

const everywhere = (type: VariableType, suffix = ''): Layout => ({
  variables: SLOTS.map((slot) => ({ label: `slot ${slot}${suffix}`, slot, type })),
})

/**
 * What a slot of an unknown contract can be called without knowing its variables: "slot 3[0xab...]" says which key was
 * hashed with which slot, "slot 5.data[12]" is a place in a list or a long text. In the order of what is likely.
 */
export const POSITIONS: readonly Layout[] = [
  everywhere({ kind: 'list', element: () => ({ kind: 'value', bytes: 32 }) }, '.data'),
  everywhere(mapping(ANY, CONTENT)),
  everywhere(mapping(ANY, CONTENT, 'vyper')),
]

/** The same for mappings within mappings: "slot 2[0xab...][0xcd...]". Every pair of keys is tried, so with few of them. */
export const NESTED_POSITIONS: Layout = everywhere(mapping(ANY, mapping(ANY, CONTENT)))
