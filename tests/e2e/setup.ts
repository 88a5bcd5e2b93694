import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { connect } from '@/lib/db/connect'
import { hasMainnet, MAINNET_FOLDER } from '../support/mainnet'
import { buildSite } from '../support/product'
import { addMainnet, addPeriods, startStack } from '../support/stack'

/** Enough for two closed epochs and a third that is open. */
const BLOCKS = 80
/** The block whose figures the tests name: inside the first epoch, with payments in it. */
const SAMPLE_BLOCK = 40

/** One thing of each kind that the devnet holds, by which its page is found. */
export interface Samples {
  block: number
  blockHash: string
  transaction: string
  address: string
  token: string
  module: string
  program: string
  payment: { hash: string; logIndex: number; recipient: string }
  /** programs that are audited by periods, on a chain of their own, and a claim from the distributor's list */
  periods: {
    programs: Record<'ubi' | 'distributor' | 'treasury' | 'grants' | 'circles', string>
    payment: { hash: string; logIndex: number; recipient: string }
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** the site that shows the fixed devnet and, where it is recorded, mainnet */
    site: { url: string; databaseUrl: string; rpcUrl: string; head: number; mainnet: boolean }
    samples: Samples
  }
}

async function readSamples(
  databaseUrl: string,
  program: string,
  periods: Samples['periods']['programs'],
): Promise<Samples> {
  const client = await connect(databaseUrl)
  const one = async (sql: string, values: unknown[] = []): Promise<Record<string, string>> => {
    const { rows } = await client.query<Record<string, string>>(sql, values)
    if (rows[0] === undefined) throw new Error(`The devnet has no row for: ${sql}`)
    return rows[0]
  }
  try {
    const hex = (column: string) => `'0x' || encode(${column}, 'hex')`
    const transaction = await one(
      `SELECT ${hex('b.hash')} AS block, ${hex('t.hash')} AS hash, ${hex('t.to')} AS "to"
         FROM block b JOIN transaction t ON t.chain_id = b.chain_id AND t.block_number = b.number
        WHERE b.chain_id = 31337 AND b.number = $1 AND t.index = 0`,
      [SAMPLE_BLOCK],
    )
    const token = await one(`SELECT ${hex('address')} AS address FROM token WHERE chain_id = 31337 LIMIT 1`)
    const firstPayment = async (of: string) => {
      const { hash, log, recipient } = await one(
        `SELECT ${hex('t.hash')} AS hash, p.log_index::text AS log, ${hex('p.recipient')} AS recipient
           FROM payment p JOIN transaction t ON t.chain_id = p.chain_id AND t.block_number = p.block_number
            AND t.index = p.transaction_index
          WHERE p.epoch = 1 AND p.program = decode($1, 'hex') ORDER BY p.block_number, p.log_index LIMIT 1`,
        [of.slice(2)],
      )
      return { hash: hash ?? '', logIndex: Number(log), recipient: recipient ?? '' }
    }
    return {
      block: SAMPLE_BLOCK,
      blockHash: transaction.block ?? '',
      transaction: transaction.hash ?? '',
      address: transaction.to ?? '',
      token: token.address ?? '',
      module: 'defi',
      program: program.toLowerCase(),
      payment: await firstPayment(program),
      periods: { programs: periods, payment: await firstPayment(periods.distributor) },
    }
  } finally {
    await client.end()
  }
}

/** One product for all end-to-end tests: the site over a devnet that is the same in every run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = new URL(project.getProvidedContext().postgresUrl)
  database.pathname = `/e2e_${randomBytes(6).toString('hex')}`
  const databaseUrl = database.href
  if (!hasMainnet)
    console.warn(`There are no recorded blocks at ${MAINNET_FOLDER}: tests on them are skipped.`)
  await buildSite()
  const stack = await startStack(databaseUrl, { blocks: BLOCKS })
  try {
    project.provide('site', {
      url: stack.site.url,
      databaseUrl,
      rpcUrl: stack.devnet.rpcUrl,
      head: await stack.devnet.runBlocks(0),
      mainnet: await addMainnet(databaseUrl),
    })
    const periods = await addPeriods(databaseUrl)
    project.provide('samples', await readSamples(databaseUrl, stack.devnet.program, periods))
  } catch (error) {
    await stack.stop()
    throw error
  }
  return stack.stop
}
