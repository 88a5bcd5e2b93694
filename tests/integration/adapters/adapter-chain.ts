import { type Abi, encodeDeployData, encodeFunctionData, getContractAddress, numberToHex } from 'viem'
import { z } from 'zod'
import { accountAddress, DEPLOYER } from '@/devnet/accounts'
import { startAnvil } from '@/devnet/anvil'
import { artifactOf, compileContracts } from '@/devnet/compile'
import { mineRequests, toRequests } from '@/devnet/miner'
import type { BlockSummary } from '@/devnet/rpc'
import type { PlannedTransaction } from '@/devnet/transaction'
import type { Hex } from '@/lib/audit/types'
import { createRpcClient } from '@/lib/rpc/client'
import { type PeriodRequest, type VerifiedPeriod, verifyPeriod } from '@/lib/verify/adapters/verify-period'
import { lower } from '../indexer/support'

/** A contract's ABI and creation code, of our own or of a package. */
export interface Compiled {
  abi: Abi
  bytecode: Hex
}

export interface Deployed {
  address: Hex
  call(from: number, functionName: string, ...args: unknown[]): PlannedTransaction
}

/** A chain with nothing on it, mined block by block as a test says. */
export interface AdapterChain {
  rpcUrl: string
  /** time of the last block, unix seconds */
  time(): number
  /** Mines these as the next block, two seconds after the one before, or at the time given. All must succeed. */
  block(transactions?: PlannedTransaction[], at?: number): Promise<BlockSummary>
  /** Deploys contracts by name (of devnet/contracts) or as compiled elsewhere, in a block of its own. */
  deploy(contract: string | Compiled, ...args: unknown[]): Promise<Deployed>
  verify(request: PeriodRequest): Promise<VerifiedPeriod>
  stop(): Promise<void>
}

export const addressOf = (account: number): Hex => lower(accountAddress(account))

/** Reads the artifact of a package. @throws where it is none */
export function packaged(value: unknown): Compiled {
  return z
    .object({
      abi: z.custom<Abi>((abi) => Array.isArray(abi)),
      bytecode: z.string().transform((code): Hex => `0x${code.replace(/^0x/, '')}`),
    })
    .parse(value)
}

export async function startAdapterChain(genesisTime: number, chainId?: number): Promise<AdapterChain> {
  const compiled = await compileContracts()
  const anvil = await startAnvil({ genesisTime, chainId })
  const nonces: number[] = []
  let time = genesisTime
  const block: AdapterChain['block'] = async (transactions = [], at = time + 2) => {
    time = at
    const mined = await mineRequests(anvil.node, toRequests(transactions, nonces), at)
    const receipts = z
      .array(z.object({ status: z.string() }))
      .parse(await anvil.node.call('eth_getBlockReceipts', [numberToHex(mined.number)]))
    const failed = receipts.findIndex(({ status }) => status !== '0x1')
    if (failed >= 0) throw new Error(`transaction "${transactions[failed]?.kind}" of the test reverted`)
    return mined
  }
  return {
    rpcUrl: anvil.node.url,
    time: () => time,
    block,
    deploy: async (contract, ...args) => {
      const { abi, bytecode } = typeof contract === 'string' ? artifactOf(compiled, contract) : contract
      const from = accountAddress(DEPLOYER)
      const address = lower(getContractAddress({ from, nonce: BigInt(nonces[DEPLOYER] ?? 0) }))
      const data = encodeDeployData({ abi, bytecode, args })
      await block([{ from: DEPLOYER, data, value: 0n, gas: 8_000_000n, kind: `create ${address}` }])
      return {
        address,
        call: (sender, functionName, ...values) => ({
          from: sender,
          to: address,
          data: encodeFunctionData({ abi, functionName, args: values }),
          value: 0n,
          gas: 5_000_000n,
          kind: functionName,
        }),
      }
    },
    verify: (request) => verifyPeriod(createRpcClient(anvil.node.url, { retries: 0 }), request),
    stop: anvil.stop,
  }
}

/** Summaries of the checks that did not pass, by their ids, with the first evidence. */
export function findingsOf({ audit }: VerifiedPeriod): Record<string, string> {
  return Object.fromEntries(
    audit.checks
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ id, verdict, evidence: [first], summary }) => [
        id,
        first
          ? `${verdict}: ${first.subject}: ${first.expected} / ${first.actual}`
          : `${verdict}: ${summary}`,
      ]),
  )
}
