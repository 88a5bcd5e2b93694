import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** What the indexed blocks say of an account besides its transactions. */
export interface AccountRecord {
  /** lower-case */
  address: string
  /** where it was created, if in an indexed block */
  creation:
    | { blockNumber: bigint; transactionHash: string; creator: string; codeHash: string | undefined }
    | undefined
  /** the module that owns it now */
  membership: { moduleId: string; label: string; fromBlock: bigint; rule: string } | undefined
  token: { name: string | undefined; symbol: string | undefined; standard: string } | undefined
  /** the program that it is */
  program: { name: string; kind: string } | undefined
  /** programs that pay from it */
  treasuryOf: { address: string; name: string }[]
}

/** What is known of an account. Every address has one; where nothing is known, all fields are undefined. */
export async function getAccount(db: PrismaClient, chainId: bigint, address: string): Promise<AccountRecord> {
  const account = bytesOf(address)
  const [creation, module, token, programs] = await Promise.all([
    findCreation(db, chainId, account),
    db.moduleContract.findFirst({
      where: { chainId, contract: account },
      orderBy: [{ blockNumber: 'desc' }, { logIndex: 'desc' }],
    }),
    db.token.findUnique({ where: { chainId_address: { chainId, address: account } } }),
    db.program.findMany({
      where: { chainId, OR: [{ address: account }, { treasury: account }] },
      orderBy: { blockNumber: 'asc' },
    }),
  ])
  const program = programs.find((each) => hexOf(each.address) === address)
  return {
    address,
    creation,
    membership: module?.added
      ? {
          moduleId: module.moduleId,
          label: module.label,
          fromBlock: module.fromBlock,
          rule: module.rule,
        }
      : undefined,
    token: token
      ? { name: token.name ?? undefined, symbol: token.symbol ?? undefined, standard: token.standard }
      : undefined,
    program: program && { name: program.name, kind: program.kind },
    treasuryOf: programs
      .filter(({ treasury }) => treasury !== null && hexOf(treasury) === address)
      .map((each) => ({ address: hexOf(each.address), name: each.name })),
  }
}

interface CreationRow {
  block_number: bigint
  hash: Uint8Array
  creator: Uint8Array
  code_hash: Uint8Array | null
}

async function findCreation(
  db: PrismaClient,
  chainId: bigint,
  account: Uint8Array,
): Promise<AccountRecord['creation']> {
  // A contract that destroyed itself may be created again: the last time counts.
  const [row] = await db.$queryRaw<CreationRow[]>`
    SELECT c.block_number, t.hash, c.creator, c.code_hash FROM contract c
    JOIN transaction t ON t.chain_id = c.chain_id AND t.block_number = c.block_number AND t.index = c.transaction_index
    WHERE c.chain_id = ${chainId} AND c.address = ${account}
    ORDER BY c.block_number DESC, c.transaction_index DESC LIMIT 1`
  return row
    ? {
        blockNumber: row.block_number,
        transactionHash: hexOf(row.hash),
        creator: hexOf(row.creator),
        codeHash: row.code_hash ? hexOf(row.code_hash) : undefined,
      }
    : undefined
}

/** How long an account's lists are, counted up to `most`: a larger list counts as `most`. */
export interface AccountCounts {
  transactions: number
  transfers: number
  payments: number
}

/** Counts an account's lists, each up to `most`, so that a busy account costs no more than a quiet one. */
export async function countOfAccount(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  most: number,
): Promise<AccountCounts> {
  const account = bytesOf(address)
  const side = (table: Prisma.Sql, keys: Prisma.Sql, column: Prisma.Sql) =>
    Prisma.sql`(SELECT ${keys} FROM ${table} WHERE chain_id = ${chainId} AND ${column} = ${account} LIMIT ${most})`
  const [from, to, created] = [Prisma.sql`"from"`, Prisma.sql`"to"`, Prisma.sql`created`]
  const transactions = [Prisma.sql`transaction`, Prisma.sql`block_number, index`] as const
  const transfers = [Prisma.sql`token_transfer`, Prisma.sql`block_number, log_index, batch_index`] as const
  const [row] = await db.$queryRaw<AccountCounts[]>`
    SELECT
      (SELECT least(count(*), ${most})::int FROM (
        ${side(...transactions, from)} UNION ${side(...transactions, to)} UNION ${side(...transactions, created)}) a
      ) AS transactions,
      (SELECT least(count(*), ${most})::int FROM (
        ${side(...transfers, from)} UNION ${side(...transfers, to)}) b) AS transfers,
      (SELECT count(*)::int FROM (
        ${side(Prisma.sql`payment`, Prisma.sql`1`, Prisma.sql`recipient`)}) c) AS payments`
  return row ?? { transactions: 0, transfers: 0, payments: 0 }
}
