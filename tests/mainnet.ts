import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { TracedBlock } from '@/lib/parallelism/traces'
import type { TransactionCost } from '@/lib/parallelism/types'

/** Recorded mainnet blocks beside the repository; see the README there. */
export const MAINNET = fileURLToPath(new URL('../../shared/mainnet', import.meta.url))
export const hasMainnet = existsSync(`${MAINNET}/expected.json`)

const counts = z.record(z.string(), z.number())
const expectedBlock = z.object({
  number: z.number(),
  transactions: z.number(),
  gasUsed: z.number(),
  policies: z.record(
    z.enum(['storage', 'accounts', 'strict']),
    z.object({
      edges: z.number(),
      conflictedTxs: z.number(),
      dependentTxs: z.number(),
      components: z.number(),
      largestComponent: z.number(),
      longestChainTxs: z.number(),
      criticalPathGas: z.number(),
      makespanGas: counts,
      blockOrderMakespanGas: counts,
    }),
  ),
})

const recordedBlock = z.object({
  miner: z.string(),
  transactions: z.array(z.object({ hash: z.string(), from: z.string(), to: z.string().nullable() })),
})
const recordedReceipts = z.array(z.object({ gasUsed: z.string(), contractAddress: z.string().nullable() }))

export function expectedBlocks() {
  return z.array(expectedBlock).parse(JSON.parse(readFileSync(`${MAINNET}/expected.json`, 'utf8')))
}

export function recordedNumbers(): number[] {
  return readdirSync(`${MAINNET}/blocks`).map(Number)
}

export function recorded(number: number): { traces: TracedBlock; costs: TransactionCost[] } {
  const block = recordedBlock.parse(part(number, 'block'))
  const receipts = recordedReceipts.parse(part(number, 'receipts'))
  return {
    traces: {
      block: BigInt(number),
      miner: block.miner,
      transactions: block.transactions,
      plain: part(number, 'prestate'),
      diff: part(number, 'prestate_diff'),
    },
    costs: receipts.map(({ gasUsed, contractAddress }, i) => ({
      gas: BigInt(gasUsed),
      target: block.transactions[i]?.to ?? contractAddress ?? undefined,
    })),
  }
}

/** Addresses of the logs of each transaction of a recorded block. */
export function recordedEmitters(number: number): string[][] {
  const receipts = z.array(z.object({ logs: z.array(z.object({ address: z.string() })) }))
  return receipts.parse(part(number, 'receipts')).map(({ logs }) => logs.map(({ address }) => address))
}

/** Who sent each transaction: lower-case addresses. */
export function recordedSenders(number: number): string[] {
  return recordedBlock.parse(part(number, 'block')).transactions.map(({ from }) => from.toLowerCase())
}

function part(number: number, name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(`${MAINNET}/blocks/${number}/${name}.json.gz`)).toString())
}
