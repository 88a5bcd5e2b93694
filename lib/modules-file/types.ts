import type { Hex } from '@/lib/chain/types'

/** A contract that a module claims by its address. */
export interface DeclaredAddress {
  address: Hex
  /** what the file calls it; empty where it gives no label */
  label: string
}

/** What makes contracts members of a module; addresses and hashes are lower-case 0x hex. */
export interface MemberRules {
  addresses: DeclaredAddress[]
  /** accounts all of whose contracts are members */
  deployers: Hex[]
  /** keccak-256 of the runtime code of members */
  codeHashes: Hex[]
}

/** A module as a file declares it. */
export interface DeclaredModule extends MemberRules {
  /** short name, unique on the chain: "defi" */
  id: string
  name: string
  description: string
}

/** What a `modules.json` says (docs/modules.md). */
export interface ModulesFile {
  modules: DeclaredModule[]
}

export const NO_MODULES: ModulesFile = { modules: [] }
