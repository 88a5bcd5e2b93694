import type { ClientBase } from 'pg'
import type { EpochFactRows } from '@/lib/audit/epoch-data'
import type { ProgramIdentity } from '@/lib/audit/types'
import { bytesOf, hexOf } from '../hex'
import { findBlock, readRange } from './block-range'
import { readNotices } from './program-logs'

/** Events of which an epoch's audit reads all since the start. */
const PARAMETERS = ['ParameterScheduled', 'ParameterChanged']
/** Events of which there are as many as people. */
const MANY = ['Claimed', 'MemberAdded', 'MemberRemoved']

/**
 * What the audit of an epoch looks at, up to the block that closed it, as the transaction sees it; but for payments, transfers and
 * members, which are read as the audit goes (epoch-steps.ts, region-members.ts).
 */
export async function readEpochRows(
  client: ClientBase,
  program: ProgramIdentity,
  epoch: bigint,
  closedAt: bigint,
): Promise<Omit<EpochFactRows, 'schedule'> | undefined> {
  const { chainId, address, verifier } = program
  const upTo = await findBlock(client, chainId, closedAt)
  const opening = await findOpening(client, chainId, address, epoch, closedAt)
  if (upTo === undefined || opening === undefined) return undefined
  const previousClose = await findClose(client, chainId, address, epoch - 1n, closedAt)
  const from = previousClose !== undefined && previousClose < opening ? previousClose : opening
  return {
    program,
    epoch,
    upTo,
    range: await readRange(client, chainId, opening - 1n < from ? opening - 1n : from, closedAt),
    events: await readEvents(client, program, epoch, from, closedAt),
    historyComplete: await hasHistory(client, chainId, [address, verifier]),
    notices: await readNotices(client, program, from, closedAt),
    balances: await readBalances(client, chainId, address, closedAt),
    answers: await readAnswers(client, chainId, address, closedAt),
    known: { transfers: true, proofs: true },
  }
}

async function findOpening(
  client: ClientBase,
  chainId: bigint,
  program: string,
  epoch: bigint,
  upTo: bigint,
): Promise<bigint | undefined> {
  const { rows } = await client.query<{ first: bigint | null }>(
    `SELECT min(block_number) AS first FROM epoch
     WHERE chain_id = $1 AND program = $2 AND epoch = $3 AND block_number <= $4`,
    [chainId, bytesOf(program), epoch, upTo],
  )
  return rows[0]?.first ?? undefined
}

async function findClose(
  client: ClientBase,
  chainId: bigint,
  program: string,
  epoch: bigint,
  upTo: bigint,
): Promise<bigint | undefined> {
  const { rows } = await client.query<{ first: bigint | null }>(
    `SELECT min(block_number) AS first FROM epoch_close
     WHERE chain_id = $1 AND program = $2 AND epoch = $3 AND block_number <= $4`,
    [chainId, bytesOf(program), epoch, upTo],
  )
  return rows[0]?.first ?? undefined
}

async function readEvents(
  client: ClientBase,
  { chainId, address }: ProgramIdentity,
  epoch: bigint,
  from: bigint,
  upTo: bigint,
): Promise<EpochFactRows['events']> {
  const { rows } = await client.query<{
    block_number: bigint
    log_index: number
    transaction_index: number
    hash: Buffer
    timestamp: bigint
    emitter: Buffer
    event: string
    epoch: bigint | null
    args: unknown
  }>(
    `SELECT e.block_number, e.log_index, e.transaction_index, t.hash, b.timestamp, e.emitter, e.event, e.epoch, e.args
     FROM program_event e
     JOIN transaction t
       ON t.chain_id = e.chain_id AND t.block_number = e.block_number AND t.index = e.transaction_index
     JOIN block b ON b.chain_id = e.chain_id AND b.number = e.block_number
     WHERE e.chain_id = $1 AND e.program = $2 AND e.block_number <= $3 AND e.event <> ALL($7)
       AND (e.epoch = $4 OR e.epoch = $4 - 1 OR e.block_number >= $5 OR e.event = ANY($6))
     ORDER BY e.block_number, e.log_index`,
    [chainId, bytesOf(address), upTo, epoch, from, PARAMETERS, MANY],
  )
  return rows.map((row) => ({
    blockNumber: row.block_number,
    logIndex: row.log_index,
    transactionIndex: row.transaction_index,
    transactionHash: hexOf(row.hash),
    timestamp: row.timestamp,
    emitter: hexOf(row.emitter),
    event: row.event,
    epoch: row.epoch,
    args: row.args,
  }))
}

/** Whether all that the contracts ever emitted is stored: their creation is, or the chain is from its start. */
async function hasHistory(
  client: ClientBase,
  chainId: bigint,
  contracts: readonly string[],
): Promise<boolean> {
  const distinct = [...new Set(contracts)]
  const { rows } = await client.query<{ complete: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM block WHERE chain_id = $1 AND number = 0) OR $3 =
       (SELECT count(DISTINCT address) FROM contract WHERE chain_id = $1 AND address = ANY($2)) AS complete`,
    [chainId, distinct.map(bytesOf), distinct.length],
  )
  return rows[0]?.complete ?? false
}

async function readBalances(
  client: ClientBase,
  chainId: bigint,
  program: string,
  upTo: bigint,
): Promise<EpochFactRows['balances']> {
  const { rows } = await client.query<{ holder: Buffer; block_number: bigint; balance: bigint }>(
    `SELECT holder, block_number, balance FROM program_balance
     WHERE chain_id = $1 AND program = $2 AND block_number <= $3 ORDER BY block_number`,
    [chainId, bytesOf(program), upTo],
  )
  return rows.map((row) => ({
    holder: hexOf(row.holder),
    blockNumber: row.block_number,
    balance: row.balance,
  }))
}

async function readAnswers(
  client: ClientBase,
  chainId: bigint,
  program: string,
  upTo: bigint,
): Promise<NonNullable<EpochFactRows['answers']>> {
  const { rows } = await client.query<{ question: string; block_number: bigint; answer: Buffer }>(
    `SELECT question, block_number, answer FROM program_state
     WHERE chain_id = $1 AND program = $2 AND block_number <= $3 ORDER BY block_number`,
    [chainId, bytesOf(program), upTo],
  )
  return rows.map((row) => ({
    id: row.question,
    blockNumber: row.block_number,
    answer: hexOf(row.answer),
  }))
}
