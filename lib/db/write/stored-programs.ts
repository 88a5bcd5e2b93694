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

/** A program that is audited by periods. */
export interface StoredPeriodProgram {
  address: Hex
  /** the block that showed it first, and its time in unix seconds */
  blockNumber: bigint
  timestamp: bigint
  kind: string
  name: string
  parts: Record<string, Hex>
  figures: Record<string, bigint>
}

interface Row {
  address: Buffer
  block_number: bigint
  timestamp: bigint
  kind: string
  name: string
  token: Buffer
  treasury: Buffer | null
  parts: Record<string, Hex> | null
  figures: Record<string, string> | null
}

/** The programs of a chain in the order in which they became known. */
export async function readPrograms(
  client: ClientBase,
  chainId: bigint,
): Promise<{ programs: StoredProgram[]; periodPrograms: StoredPeriodProgram[] }> {
  const { rows } = await client.query<Row>(
    `SELECT p.address, p.block_number, b.timestamp, p.kind, p.name, p.token, p.treasury, p.parts, p.figures
     FROM program p JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
     WHERE p.chain_id = $1 ORDER BY p.block_number, p.log_index`,
    [chainId],
  )
  const programs: StoredProgram[] = []
  const periodPrograms: StoredPeriodProgram[] = []
  for (const {
    address,
    block_number: blockNumber,
    timestamp,
    kind,
    name,
    token,
    treasury,
    parts,
    figures,
  } of rows) {
    const known = { address: hexOf(address), blockNumber, kind, name }
    if (treasury !== null) programs.push({ ...known, token: hexOf(token), treasury: hexOf(treasury) })
    else periodPrograms.push({ ...known, timestamp, parts: parts ?? {}, figures: integers(figures ?? {}) })
  }
  return { programs, periodPrograms }
}

function integers(figures: Record<string, string>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, BigInt(value)]))
}
