import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'

/** A registered module as the chain names it. */
export interface Module {
  moduleId: string
  name: string
  description: string
  /** registry | configuration | discovery */
  origin: string
  /** position of registration, from 0: fixes its colour */
  ordinal: number
  /** block of its registration */
  blockNumber: bigint
  /** contracts that it owns now */
  contracts: number
}

/** A contract that a module owns, or owned. */
export interface ModuleContract {
  contract: string
  label: string
  /** block of the event; in force from the next */
  blockNumber: bigint
  /** false once the registry has taken it out */
  current: boolean
}

interface ModuleRow {
  module_id: string
  name: string
  description: string
  origin: string
  ordinal: number
  block_number: bigint
  contracts: number
}

interface ContractRow {
  contract: Uint8Array
  label: string
  block_number: bigint
  added: boolean
  owner: string
}

/** All modules of a chain in the order of registration. */
export async function getModules(db: PrismaClient, chainId: bigint): Promise<Module[]> {
  const rows = await db.$queryRaw<ModuleRow[]>`
    SELECT m.module_id, m.name, m.description, m.origin, m.ordinal, m.block_number,
      count(c.contract)::int AS contracts
    FROM module m LEFT JOIN (
      SELECT DISTINCT ON (contract) contract, module_id, added FROM module_contract
      WHERE chain_id = ${chainId} ORDER BY contract, block_number DESC, log_index DESC
    ) c ON c.module_id = m.module_id AND c.added
    WHERE m.chain_id = ${chainId}
    GROUP BY m.chain_id, m.module_id ORDER BY m.ordinal`
  return rows.map((row) => ({
    moduleId: row.module_id,
    name: row.name,
    description: row.description,
    origin: row.origin,
    ordinal: row.ordinal,
    blockNumber: row.block_number,
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
    SELECT c.contract, mine.label, mine.block_number, c.added, c.module_id AS owner
    FROM (
      SELECT DISTINCT ON (contract) contract, label, block_number FROM module_contract
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
    blockNumber: row.block_number,
    current: row.added && row.owner === moduleId,
  }))
}
