import type { Hex } from '@/lib/chain/types'
import type { ModuleOf } from '@/lib/parallelism/types'

/** Which module each contract belongs to, after the events seen so far. */
export class ModuleAssignment {
  readonly #moduleOf = new Map<string, string>()
  readonly #labels = new Map<string, string>()
  readonly #modules: Set<string>

  /** @param modules ids of the modules known, in the order of registration */
  constructor(modules: readonly string[] = []) {
    this.#modules = new Set(modules)
  }

  /** Registers a module and gives its ordinal; undefined where the id is taken. */
  register(moduleId: string): number | undefined {
    if (this.#modules.has(moduleId)) return undefined
    this.#modules.add(moduleId)
    return this.#modules.size - 1
  }

  /** A contract belongs to at most one module: the one that it entered last, until it leaves that one. */
  move(contract: Hex, moduleId: string, added: boolean, label = ''): void {
    if (label !== '') this.#labels.set(contract, label)
    if (added) this.#moduleOf.set(contract, moduleId)
    else if (this.#moduleOf.get(contract) === moduleId) this.#moduleOf.delete(contract)
  }

  readonly moduleOf: ModuleOf = (contract) => this.#moduleOf.get(contract)

  /** What the registry called a contract last. */
  readonly labelOf = (contract: string): string | undefined => this.#labels.get(contract)
}
