import type { Hex } from '@/lib/chain/types'
import type { Rows } from '@/lib/db/write/derived'
import type { StoredModule } from '@/lib/db/write/state'
import { type BlockContracts, MemberFinder } from '@/lib/modules-file/find-members'
import type { Membership } from '@/lib/modules-file/rules'
import type { DeclaredModule, MemberRules } from '@/lib/modules-file/types'
import type { Say } from './log'
import type { ModuleAssignment } from './modules'
import { clash, type Declaring } from './registry'

/** The file as the first block after a start finds it, and what earlier blocks have made of earlier files. */
export interface ConfiguredState {
  /** the file's name, for messages; undefined where the chain has none */
  file: string | undefined
  finder: MemberFinder
  assignment: ModuleAssignment
  /** modules as stored, each in its last form */
  stored: readonly StoredModule[]
  say: Say
}

const NO_RULES: MemberRules = { addresses: [], deployers: [], codeHashes: [] }

/**
 * Keeps the modules of a chain as its modules file has them. What the blocks so far have stored is held against the file at
 * the first block: so a file that changed between two runs, and one whose rows a reorganisation took away, are the same case.
 */
export class ConfiguredModules implements Declaring {
  readonly name: string
  #declared = false
  readonly #examined = new Set<Hex>()

  constructor(private readonly state: ConfiguredState) {
    this.name = state.file ?? 'the modules file'
  }

  declares(moduleId: string): boolean {
    return this.state.finder.rules.has(moduleId)
  }

  /**
   * Adds what the file says before a block, and of the contracts that the block shows for the first time: in force in this
   * very block, unless the registry has ever put the contract into a module.
   * @throws ModuleClashError where a module of the file is one of the registry
   */
  async apply(rows: Rows, block: BlockContracts): Promise<void> {
    const { finder, assignment } = this.state
    const moves: Move[] = []
    if (!this.#declared) {
      this.#declare(rows, block.number, moves)
      this.#declared = true
    }
    if (finder.rules.file.modules.length > 0) {
      const created = new Set(block.created.map(({ address }) => address))
      const fresh = MemberFinder.contractsOf(block).filter(
        (contract) =>
          !assignment.isNamedByRegistry(contract) && (created.has(contract) || !this.#examined.has(contract)),
      )
      const found = await finder.find(fresh, block)
      for (const contract of fresh) {
        this.#examined.add(contract)
        this.#settle(contract, found.get(contract), moves)
      }
    }
    for (const [at, move] of moves.entries()) {
      rows.moduleContract.push({
        ...move,
        blockNumber: block.number,
        fromBlock: block.number,
        // Before all that the block's own logs say.
        logIndex: at - moves.length,
      })
    }
  }

  /** Declares modules that are new or have changed, takes back those that are gone, and their members with them. */
  #declare(rows: Rows, blockNumber: bigint, moves: Move[]): void {
    const { finder, assignment, stored, say } = this.state
    const { modules } = finder.rules.file
    const before = new Map(stored.map((module) => [module.moduleId, module]))
    const counts = { new: 0, changed: 0, gone: 0 }
    const row = (module: DeclaredModule) => {
      const { id: moduleId, name, description, ...rules } = module
      const ordinal = assignment.register(moduleId, 'configuration') ?? 0
      rows.module.push({
        ...{ blockNumber, moduleId, name, description, ordinal },
        logIndex: -1,
        origin: 'configuration',
        rules: plain(rules),
      })
    }
    for (const module of modules) {
      const known = before.get(module.id)
      if (known?.origin === 'registry') throw clash(module.id, known.blockNumber, this.name)
      if (known && sameAs(known, module)) continue
      counts[known === undefined ? 'new' : 'changed']++
      row(module)
    }
    for (const { moduleId: id, name, description, origin, rules } of stored) {
      if (origin === 'registry' || finder.rules.has(id) || isEmpty(rules)) continue
      counts.gone++
      row({ id, name, description, ...NO_RULES })
    }
    const left = moves.length
    for (const member of assignment.configuredMembers) {
      // Whether it has moved is found out when it is next seen, with all that is known of it then.
      if (!this.#stillHolds(member.contract, member)) this.#leave(member.contract, moves)
    }
    if (counts.new + counts.changed + counts.gone === 0) return
    say(
      `The modules of ${this.name} are in force from block ${blockNumber}: ${counts.new} new, ${counts.changed} changed, ${counts.gone} gone; ${moves.length - left} contracts leave theirs.`,
    )
  }

  #stillHolds(
    contract: Hex,
    { moduleId, rule, ground, label }: Omit<Membership, 'rule'> & { rule: string },
  ): boolean {
    const known = {
      address: contract,
      creator: rule === 'deployer' ? ground : undefined,
      codeHash: rule === 'code hash' ? ground : undefined,
    }
    const now = this.state.finder.rules.match(known)
    return now?.moduleId === moduleId && now.rule === rule && now.ground === ground && now.label === label
  }

  #settle(contract: Hex, member: Membership | undefined, moves: Move[]): void {
    const { assignment } = this.state
    const before = assignment.configured(contract)
    const same =
      before?.moduleId === member?.moduleId &&
      before?.ground === member?.ground &&
      before?.label === member?.label
    if (same) return
    if (before !== undefined) this.#leave(contract, moves)
    if (member === undefined) return
    const { moduleId, label, rule, ground } = member
    assignment.enterByFile({ contract, ...member })
    moves.push({ contract, moduleId, label, added: true, rule, ground })
  }

  #leave(contract: Hex, moves: Move[]): void {
    const { assignment } = this.state
    const member = assignment.configured(contract)
    if (member === undefined) return
    assignment.leaveByFile(contract)
    moves.push({ ...member, label: '', added: false })
  }
}

interface Move {
  contract: Hex
  moduleId: string
  label: string
  added: boolean
  rule: string
  ground: Hex
}

const plain = (rules: MemberRules) => ({
  addresses: rules.addresses.map(({ address, label }) => ({ address, label })),
  deployers: rules.deployers,
  codeHashes: rules.codeHashes,
})

const sameAs = (stored: StoredModule, { name, description, ...rules }: DeclaredModule) =>
  stored.name === name &&
  stored.description === description &&
  JSON.stringify(stored.rules && plain(stored.rules)) === JSON.stringify(plain(rules))

const isEmpty = (rules: MemberRules | undefined) =>
  rules === undefined || rules.addresses.length + rules.deployers.length + rules.codeHashes.length === 0
