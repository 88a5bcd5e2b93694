import type { ClientBase } from 'pg'
import type { Hex } from '@/lib/chain/types'
import type { MemberRules } from '@/lib/modules-file/types'
import { bytesOf, hexOf } from '../hex'
import { readPrograms, type StoredPeriodProgram, type StoredProgram } from './stored-programs'

/** A module as its last row has it. */
export interface StoredModule {
  moduleId: string
  blockNumber: bigint
  name: string
  description: string
  origin: 'registry' | 'configuration'
  /** what a file declares as its members */
  rules?: MemberRules
}

/** A contract that entered or left a module. */
export interface StoredModuleContract {
  moduleId: string
  contract: Hex
  label: string
  added: boolean
  rule: string
  ground?: Hex
}

/** What the indexer knows from earlier blocks. */
export interface StoredState {
  /** in the order of registration */
  modules: StoredModule[]
  /** contracts entering and leaving modules, in chain order */
  moduleContracts: StoredModuleContract[]
  tokens: Hex[]
  programs: StoredProgram[]
  periodPrograms: StoredPeriodProgram[]
  /** time of the checkpoint's block, unix seconds */
  timestamp: bigint | undefined
  /** the last block that each program's balances were taken at */
  balances: { program: Hex; blockNumber: bigint }[]
}

interface ModuleRow {
  module_id: string
  block_number: bigint
  name: string
  description: string
  origin: 'registry' | 'configuration'
  rules: MemberRules | null
}

interface ModuleContractRow {
  module_id: string
  contract: Buffer
  label: string
  added: boolean
  rule: string
  ground: Buffer | null
}

/** The senders of the transactions that created contracts, by contract, for the given senders alone. */
export async function readCreators(
  client: ClientBase,
  chainId: bigint,
  deployers: readonly Hex[],
  before?: bigint,
): Promise<Map<Hex, Hex>> {
  if (deployers.length === 0) return new Map()
  const { rows } = await client.query<{ address: Buffer; creator: Buffer }>(
    `SELECT address, creator FROM (SELECT DISTINCT ON (address) address, creator FROM contract
       WHERE chain_id = $1 AND ($2::bigint IS NULL OR block_number < $2)
       ORDER BY address, block_number DESC, transaction_index DESC) c WHERE creator = ANY($3)`,
    [chainId, before, deployers.map(bytesOf)],
  )
  return new Map(rows.map(({ address, creator }) => [hexOf(address), hexOf(creator)]))
}

/** Reads what follows from the stored blocks below `before`, or from all of them. */
export async function readState(client: ClientBase, chainId: bigint, before?: bigint): Promise<StoredState> {
  const where = 'WHERE chain_id = $1 AND ($2::bigint IS NULL OR block_number < $2)'
  const values = [chainId, before]
  const modules = await client.query<ModuleRow>(
    `SELECT * FROM (SELECT DISTINCT ON (module_id) * FROM module ${where}
       ORDER BY module_id, block_number DESC, log_index DESC) m ORDER BY ordinal, module_id`,
    values,
  )
  const contracts = await client.query<ModuleContractRow>(
    `SELECT module_id, contract, label, added, rule, ground FROM module_contract ${where}
     ORDER BY block_number, log_index`,
    values,
  )
  const tokens = await client.query<{ address: Buffer }>('SELECT address FROM token WHERE chain_id = $1', [
    chainId,
  ])
  const { programs, periodPrograms } = await readPrograms(client, chainId)
  const checkpoint = await client.query<{ timestamp: bigint }>(
    `SELECT b.timestamp FROM checkpoint c JOIN block b ON b.chain_id = c.chain_id AND b.number = c.block_number
     WHERE c.chain_id = $1`,
    [chainId],
  )
  const balances = await client.query<{ program: Buffer; block_number: bigint }>(
    'SELECT program, max(block_number) AS block_number FROM program_balance WHERE chain_id = $1 GROUP BY program',
    [chainId],
  )
  return {
    modules: modules.rows.map((row) => ({
      moduleId: row.module_id,
      blockNumber: row.block_number,
      name: row.name,
      description: row.description,
      origin: row.origin,
      rules: row.rules ?? undefined,
    })),
    moduleContracts: contracts.rows.map((row) => ({
      moduleId: row.module_id,
      contract: hexOf(row.contract),
      label: row.label,
      added: row.added,
      rule: row.rule,
      ground: row.ground ? hexOf(row.ground) : undefined,
    })),
    tokens: tokens.rows.map((row) => hexOf(row.address)),
    programs,
    periodPrograms,
    timestamp: checkpoint.rows[0]?.timestamp,
    balances: balances.rows.map((row) => ({
      program: hexOf(row.program),
      blockNumber: row.block_number,
    })),
  }
}
