import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'

/** A module as the registry or the file names it last. */
export interface Module {
  moduleId: string
  name: string
  description: string
  /** registry | configuration */
  origin: string
  /** position of registration, from 0: fixes its colour */
  ordinal: number
  /** block of its registration */
  blockNumber: bigint
  /** what a file declares as its members; undefined for a module of the registry */
  rules: { addresses: number; deployers: number; codeHashes: number } | undefined
  /** contracts that it owns now */
  contracts: number
}

/** A contract that a module owns, or owned. */
export interface ModuleContract {
  contract: string
  label: string
  /** first block that it is in force in */
  fromBlock: bigint
  /** what made it a member: registry | address | deployer | code hash */
  rule: string
  /** false once the registry or the file has taken it out */
  current: boolean
}

interface ModuleRow {
  module_id: string
  name: string
  description: string
  origin: string
  ordinal: number
  block_number: bigint
  rules: { addresses: unknown[]; deployers: unknown[]; codeHashes: unknown[] } | null
  contracts: number
}

interface ContractRow {
  contract: Uint8Array
  label: string
  from_block: bigint
  rule: string
  added: boolean
  owner: string
}

/** All modules of a chain in the order of registration. */
export async function getModules(db: PrismaClient, chainId: bigint): Promise<Module[]> {
  const rows = await db.$queryRaw<ModuleRow[]>`
    SELECT m.*, coalesce(c.contracts, 0)::int AS contracts
    FROM (
      SELECT DISTINCT ON (module_id) module_id, name, description, origin, ordinal, rules,
        min(block_number) OVER (PARTITION BY module_id) AS block_number
      FROM module WHERE chain_id = ${chainId}
      ORDER BY module_id, module.block_number DESC, log_index DESC
    ) m LEFT JOIN (
      SELECT module_id, count(*) AS contracts FROM (
        SELECT DISTINCT ON (contract) contract, module_id, added FROM module_contract
        WHERE chain_id = ${chainId} ORDER BY contract, block_number DESC, log_index DESC) last
      WHERE added GROUP BY module_id
    ) c USING (module_id)
    ORDER BY m.ordinal, m.module_id`
  return rows.map((row) => ({
    moduleId: row.module_id,
    name: row.name,
    description: row.description,
    origin: row.origin,
    ordinal: row.ordinal,
    blockNumber: row.block_number,
    rules: row.rules
      ? {
          addresses: row.rules.addresses.length,
          deployers: row.rules.deployers.length,
          codeHashes: row.rules.codeHashes.length,
        }
      : undefined,
    contracts: row.contracts,
  }))
}

/** Contracts that the module owns or has owned, those in force first, by label. */
export async function getModuleContracts(
  db: PrismaClient,
  chainId: bigint,
  moduleId: string,
): Promise<ModuleContract[]> {
  const rows = await db.$queryRaw<ContractRow[]>`
    SELECT c.contract, mine.label, mine.from_block, mine.rule, c.added, c.module_id AS owner
    FROM (
      SELECT DISTINCT ON (contract) contract, label, from_block, rule FROM module_contract
      WHERE chain_id = ${chainId} AND module_id = ${moduleId} AND added
      ORDER BY contract, block_number DESC, log_index DESC) mine
    JOIN LATERAL (
      SELECT contract, module_id, added FROM module_contract
      WHERE chain_id = ${chainId} AND contract = mine.contract
      ORDER BY block_number DESC, log_index DESC LIMIT 1) c ON true
    ORDER BY (c.added AND c.module_id = ${moduleId}) DESC, mine.label, mine.contract`
  return rows.map((row) => ({
    contract: hexOf(row.contract),
    label: row.label,
    fromBlock: row.from_block,
    rule: row.rule,
    current: row.added && row.owner === moduleId,
  }))
}

/** The module that each contract belonged to in a block, by contract, and the origin of each of these modules. */
export async function getAssignment(
  db: PrismaClient,
  chainId: bigint,
  blockNumber: bigint,
): Promise<Map<string, { moduleId: string; origin: string }>> {
  const rows = await db.$queryRaw<{ contract: Uint8Array; module_id: string; rule: string }[]>`
    SELECT contract, module_id, rule FROM (
      SELECT DISTINCT ON (contract) contract, module_id, rule, added FROM module_contract
      WHERE chain_id = ${chainId} AND from_block <= ${blockNumber}
      ORDER BY contract, block_number DESC, log_index DESC) last
    WHERE added ORDER BY contract`
  return new Map(
    rows.map(({ contract, module_id, rule }) => [
      hexOf(contract),
      { moduleId: module_id, origin: rule === 'registry' ? 'registry' : 'configuration' },
    ]),
  )
}
