import type { ClientBase } from 'pg'
import type { Hex } from '@/lib/chain/types'
import { hexOf } from '../hex'

export interface StoredProgram {
  address: Hex
  /** where it was registered */
  blockNumber: bigint
  kind: string
  name: string
  token: Hex
  treasury: Hex
}

/** What the indexer knows from earlier blocks. */
export interface StoredState {
  /** module ids, in the order of registration */
  modules: string[]
  /** contracts entering and leaving modules, in chain order */
  moduleContracts: { moduleId: string; contract: Hex; label: string; added: boolean }[]
  tokens: Hex[]
  programs: StoredProgram[]
  /** the last block that each program's balances were taken at */
  balances: { program: Hex; blockNumber: bigint }[]
}

/** Reads what follows from the stored blocks below `before`, or from all of them. */
export async function readState(client: ClientBase, chainId: bigint, before?: bigint): Promise<StoredState> {
  const where = 'WHERE chain_id = $1 AND ($2::bigint IS NULL OR block_number < $2)'
  const values = [chainId, before]
  const modules = await client.query<{ module_id: string }>(
    `SELECT module_id FROM module ${where} ORDER BY ordinal`,
    values,
  )
  const contracts = await client.query<{
    module_id: string
    contract: Buffer
    label: string
    added: boolean
  }>(
    `SELECT module_id, contract, label, added FROM module_contract ${where} ORDER BY block_number, log_index`,
    values,
  )
  const tokens = await client.query<{ address: Buffer }>('SELECT address FROM token WHERE chain_id = $1', [
    chainId,
  ])
  const programs = await client.query<{
    address: Buffer
    block_number: bigint
    kind: string
    name: string
    token: Buffer
    treasury: Buffer
  }>(
    'SELECT address, block_number, kind, name, token, treasury FROM program WHERE chain_id = $1 ORDER BY block_number, log_index',
    [chainId],
  )
  const balances = await client.query<{ program: Buffer; block_number: bigint }>(
    'SELECT program, max(block_number) AS block_number FROM program_balance WHERE chain_id = $1 GROUP BY program',
    [chainId],
  )
  return {
    modules: modules.rows.map((row) => row.module_id),
    moduleContracts: contracts.rows.map((row) => ({
      moduleId: row.module_id,
      contract: hexOf(row.contract),
      label: row.label,
      added: row.added,
    })),
    tokens: tokens.rows.map((row) => hexOf(row.address)),
    programs: programs.rows.map((row) => ({
      address: hexOf(row.address),
      blockNumber: row.block_number,
      kind: row.kind,
      name: row.name,
      token: hexOf(row.token),
      treasury: hexOf(row.treasury),
    })),
    balances: balances.rows.map((row) => ({
      program: hexOf(row.program),
      blockNumber: row.block_number,
    })),
  }
}
