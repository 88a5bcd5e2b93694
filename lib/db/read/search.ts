import { parseAddress, parseBlockNumber, parseHash } from '@/lib/format/parse'
import { Prisma, type PrismaClient } from '../generated/client'
import { hexOf } from '../hex'
import { exists } from './existence'

/** What a search found. */
export type Hit =
  | { kind: 'block'; id: bigint | string }
  | { kind: 'transaction'; hash: string }
  | { kind: 'account'; address: string }
  | { kind: 'module'; moduleId: string; name: string }
  | { kind: 'program'; address: string; name: string }
  | { kind: 'contract'; address: string; name: string; moduleId: string }
  | { kind: 'token'; address: string; name: string; symbol: string | undefined }

/** Names that are found at most, of each kind. */
export const NAMES_FOUND = 20

/**
 * Everything on a chain that a text names. Numbers, hashes and addresses have to be all of the text (strictly, any
 * case); names of modules, programs, contracts and tokens have to contain it.
 */
export async function search(db: PrismaClient, chainId: bigint, text: string): Promise<Hit[]> {
  const [exact, names] = await Promise.all([
    findExact(db, chainId, text),
    findNames(db, chainId, text.trim()),
  ])
  return [...exact, ...names]
}

async function findExact(db: PrismaClient, chainId: bigint, text: string): Promise<Hit[]> {
  const number = parseBlockNumber(text)
  if (number !== undefined) {
    return (await exists.block(db, chainId, number)) ? [{ kind: 'block', id: number }] : []
  }
  const address = parseAddress(text)
  if (address !== undefined) return [{ kind: 'account', address }]
  const hash = parseHash(text)
  if (hash === undefined) return []
  const [block, transaction] = await Promise.all([
    exists.block(db, chainId, hash),
    exists.transaction(db, chainId, hash),
  ])
  return [
    ...(block ? [{ kind: 'block', id: hash } as const] : []),
    ...(transaction ? [{ kind: 'transaction', hash } as const] : []),
  ]
}

async function findNames(db: PrismaClient, chainId: bigint, text: string): Promise<Hit[]> {
  if (text === '') return []
  // strpos and not LIKE: every character stands for itself.
  const holds = (column: Prisma.Sql) => Prisma.sql`strpos(lower(${column}), lower(${text})) > 0`
  const [modules, programs, contracts, tokens] = await Promise.all([
    db.$queryRaw<{ module_id: string; name: string }[]>`
      SELECT module_id, name FROM (
        SELECT DISTINCT ON (module_id) module_id, name, ordinal FROM module
        WHERE chain_id = ${chainId} ORDER BY module_id, block_number DESC, log_index DESC) m
      WHERE (${holds(Prisma.sql`name`)} OR ${holds(Prisma.sql`module_id`)})
      ORDER BY ordinal LIMIT ${NAMES_FOUND}`,
    db.$queryRaw<{ address: Uint8Array; name: string }[]>`
      SELECT address, name FROM program WHERE chain_id = ${chainId} AND ${holds(Prisma.sql`name`)}
      ORDER BY block_number, log_index LIMIT ${NAMES_FOUND}`,
    db.$queryRaw<{ contract: Uint8Array; label: string; module_id: string }[]>`
      SELECT contract, label, module_id FROM (
        SELECT DISTINCT ON (contract) contract, label, module_id, added FROM module_contract
        WHERE chain_id = ${chainId} ORDER BY contract, block_number DESC, log_index DESC) c
      WHERE added AND ${holds(Prisma.sql`label`)} ORDER BY label, contract LIMIT ${NAMES_FOUND}`,
    db.$queryRaw<{ address: Uint8Array; name: string | null; symbol: string | null }[]>`
      SELECT address, name, symbol FROM token
      WHERE chain_id = ${chainId} AND (${holds(Prisma.sql`name`)} OR ${holds(Prisma.sql`symbol`)})
      ORDER BY block_number, address LIMIT ${NAMES_FOUND}`,
  ])
  return [
    ...modules.map((row): Hit => ({ kind: 'module', moduleId: row.module_id, name: row.name })),
    ...programs.map((row): Hit => ({ kind: 'program', address: hexOf(row.address), name: row.name })),
    ...contracts.map(
      (row): Hit => ({
        kind: 'contract',
        address: hexOf(row.contract),
        name: row.label,
        moduleId: row.module_id,
      }),
    ),
    ...tokens.map(
      (row): Hit => ({
        kind: 'token',
        address: hexOf(row.address),
        name: row.name ?? row.symbol ?? '',
        symbol: row.symbol ?? undefined,
      }),
    ),
  ]
}
