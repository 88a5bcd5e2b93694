import type { Hex } from '@/lib/chain/types'
import type { ModuleOf } from '@/lib/parallelism/types'

export type Origin = 'registry' | 'configuration'

/** A contract that a modules file put where it is, and what for. */
export interface ConfiguredMember {
  contract: Hex
  moduleId: string
  rule: string
  /** the address, deployer or code hash that named it */
  ground: Hex
  label: string
}

/** Which module each contract belongs to, after the blocks seen so far. */
export class ModuleAssignment {
  readonly #moduleOf = new Map<string, string>()
  readonly #labels = new Map<string, string>()
  readonly #modules: Map<string, { ordinal: number; origin: Origin }>
  readonly #configured = new Map<Hex, ConfiguredMember>()
  readonly #named = new Set<Hex>()

  /** @param modules the modules known, in the order of registration */
  constructor(modules: readonly { moduleId: string; origin: Origin }[] = []) {
    this.#modules = new Map(modules.map(({ moduleId, origin }, ordinal) => [moduleId, { ordinal, origin }]))
  }

  /**
   * Registers a module and gives its ordinal; undefined where the id is taken. A registry may take over an id that a file
   * has given up, and a file may declare its own module anew.
   */
  register(moduleId: string, origin: Origin): number | undefined {
    const known = this.#modules.get(moduleId)
    if (known?.origin === 'registry') return undefined
    const ordinal = known?.ordinal ?? this.#modules.size
    this.#modules.set(moduleId, { ordinal, origin })
    return ordinal
  }

  originOf(moduleId: string): Origin | undefined {
    return this.#modules.get(moduleId)?.origin
  }

  /** A contract belongs to at most one module: the one that it entered last, until it leaves that one. */
  moveByRegistry(contract: Hex, moduleId: string, added: boolean, label = ''): void {
    if (label !== '') this.#labels.set(contract, label)
    if (added) {
      this.#named.add(contract)
      this.#configured.delete(contract)
      this.#moduleOf.set(contract, moduleId)
    } else if (this.#moduleOf.get(contract) === moduleId && !this.#configured.has(contract)) {
      this.#moduleOf.delete(contract)
    }
  }

  /** Whether the registry has ever put a contract into a module: then no file does. */
  isNamedByRegistry(contract: Hex): boolean {
    return this.#named.has(contract)
  }

  enterByFile(member: ConfiguredMember): void {
    this.#configured.set(member.contract, member)
    this.#moduleOf.set(member.contract, member.moduleId)
    if (member.label !== '') this.#labels.set(member.contract, member.label)
  }

  leaveByFile(contract: Hex): void {
    this.#configured.delete(contract)
    this.#moduleOf.delete(contract)
  }

  /** The module that a file has put a contract into. */
  configured(contract: Hex): ConfiguredMember | undefined {
    return this.#configured.get(contract)
  }

  /** All contracts that a file has put into modules, in the order of their entry. */
  get configuredMembers(): ConfiguredMember[] {
    return [...this.#configured.values()]
  }

  readonly moduleOf: ModuleOf = (contract) => this.#moduleOf.get(contract)

  /** What the registry or the file called a contract last. */
  readonly labelOf = (contract: string): string | undefined => this.#labels.get(contract)
}
