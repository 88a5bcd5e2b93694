import { createdAddress } from '@/lib/chain/created'
import type { Hex } from '@/lib/chain/types'
import type { ModulesFile } from './types'

/** How a contract came to be a member, the strongest rule first. */
export const RULES = ['address', 'deployer', 'code hash'] as const
export type Rule = (typeof RULES)[number]

/** What is known of a contract that a rule may name it by. */
export interface ContractFacts {
  address: Hex
  /** sender of the transaction that created it, where that was seen */
  creator?: Hex
  /** keccak-256 of its runtime code */
  codeHash?: Hex
}

/** The module that the rules put a contract into. */
export interface Membership {
  moduleId: string
  rule: Rule
  /** the deployer or code hash that named it; for an address, the address */
  ground: Hex
  label: string
}

/**
 * Contracts that an account makes itself have addresses that follow from its nonce: those of its first nonces are
 * known as its own wherever they were created.
 */
const NONCES = 4096

interface Claim {
  moduleId: string
  label: string
}

/** The rules of a modules file, ready to be asked. An address is stronger than a deployer, that than a code hash. */
export class ModuleRules {
  readonly #addresses = new Map<Hex, Claim>()
  readonly #deployers = new Map<Hex, string>()
  readonly #codeHashes = new Map<Hex, string>()
  #made: Map<Hex, Hex> | undefined

  constructor(readonly file: ModulesFile) {
    for (const { id, addresses, deployers, codeHashes } of file.modules) {
      for (const { address, label } of addresses) this.#addresses.set(address, { moduleId: id, label })
      for (const deployer of deployers) this.#deployers.set(deployer, id)
      for (const hash of codeHashes) this.#codeHashes.set(hash, id)
    }
  }

  /** Whether the module is declared. */
  has(moduleId: string): boolean {
    return this.file.modules.some(({ id }) => id === moduleId)
  }

  /** Accounts whose contracts are members. */
  get deployers(): Hex[] {
    return [...this.#deployers.keys()]
  }

  get needsCodeHashes(): boolean {
    return this.#codeHashes.size > 0
  }

  /** The module that a contract belongs to by what is known of it. */
  match({ address, creator, codeHash }: ContractFacts): Membership | undefined {
    const claim = this.#addresses.get(address)
    if (claim !== undefined) return { ...claim, rule: 'address', ground: address }
    for (const deployer of [this.#makerOf(address), creator]) {
      const moduleId = deployer && this.#deployers.get(deployer)
      if (deployer && moduleId !== undefined)
        return { moduleId, rule: 'deployer', ground: deployer, label: '' }
    }
    const moduleId = codeHash && this.#codeHashes.get(codeHash)
    return codeHash && moduleId !== undefined
      ? { moduleId, rule: 'code hash', ground: codeHash, label: '' }
      : undefined
  }

  /** The deployer whose nonce gives this address. */
  #makerOf(address: Hex): Hex | undefined {
    if (this.#deployers.size === 0) return undefined
    if (this.#made === undefined) {
      this.#made = new Map()
      for (const deployer of this.#deployers.keys()) {
        for (let nonce = 0; nonce < NONCES; nonce++) {
          this.#made.set(createdAddress(deployer, BigInt(nonce)), deployer)
        }
      }
    }
    return this.#made.get(address)
  }
}
