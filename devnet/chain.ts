import { type Hex, numberToHex } from 'viem'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { accountAddresses } from './accounts'
import { mineRequests, type TransactionRequest, toRequests } from './miner'
import type { ProofSource } from './people/ready-proofs'
import { type BlockSummary, type NodeClient, readBlock } from './rpc'
import { type DevnetSettings, opensAt } from './settings'
import type { Memory, Store } from './store'
import type { PlannedBlock, PlannedTransaction } from './transaction'
import { planBlock } from './workload/plan'
import { initialState } from './workload/state'

const REMEMBERED_BLOCKS = 256
const CHECKPOINT_BLOCKS = 50
/** A checkpoint stops the chain for as long as it takes: at most this share of the time goes into it. */
const CHECKPOINT_SHARE = 0.02

/** What a chain is made of: the node it lives on, how it is set up, and where it is kept (nowhere in tests). */
export type ChainParts = {
  node: NodeClient
  settings: DevnetSettings
  deployment: PlannedBlock[]
  tallyCode: Hex
  proofs: ProofSource
  store: Store | undefined
  onProgress(line: string): void
}

/** The devnet's chain, block by block. Calls must not overlap. */
export type Chain = {
  head(): BlockSummary
  /** Seconds since 1970 at which the next epoch is due. */
  nextEpoch(): number
  /** Brings the chain back to where it was kept, or deploys everything on a new one. */
  restore(): Promise<void>
  /** Mines the next block of the workload. */
  mineNext(timestamp: number): Promise<BlockSummary>
}

/** The base fee that follows a block, in wei (EIP-1559: elasticity 2, change at most an eighth). */
function nextBaseFee({ gasUsed, gasLimit, baseFeePerGas }: BlockSummary): bigint {
  const target = gasLimit / 2n
  if (gasUsed <= target) return baseFeePerGas - (baseFeePerGas * (target - gasUsed)) / target / 8n
  const rise = (baseFeePerGas * (gasUsed - target)) / target / 8n
  return baseFeePerGas + (rise > 0n ? rise : 1n)
}

const copy = (memory: Memory): Memory => structuredClone(memory)

/** Makes the chain over a node that was just started. */
export async function createChain(parts: ChainParts): Promise<Chain> {
  const { node, settings, store, deployment, onProgress } = parts
  const genesis = await readBlock(node, 'latest')
  if (genesis === undefined) throw new UserError("The devnet's node has no genesis block.")
  let head = genesis
  let memory: Memory = { nonces: accountAddresses().map(() => 0), workload: initialState() }
  let remembered: { number: number; hash: string; memory: Memory }[] = []
  let checkpointAt = 0
  let checkpointPause = CHECKPOINT_BLOCKS

  const remember = (block: BlockSummary) => {
    head = block
    remembered = [
      ...remembered.slice(1 - REMEMBERED_BLOCKS),
      { number: block.number, hash: block.hash, memory: copy(memory) },
    ]
  }

  const dump = async (withHistory: boolean) =>
    z.string().parse(await node.call('anvil_dumpState', [withHistory]))

  const checkpoint = async (alone: boolean, withHistory = false) => {
    if (store === undefined) return
    const began = performance.now()
    const state = await dump(withHistory)
    await store.keep({ number: head.number, state, memory }, alone)
    const seconds = (performance.now() - began) / 1000
    checkpointAt = head.number
    checkpointPause = Math.max(CHECKPOINT_BLOCKS, Math.ceil(seconds / CHECKPOINT_SHARE / settings.blockTime))
  }

  const mineAgain = async (requests: TransactionRequest[], timestamp: number) => {
    remember(await mineRequests(node, requests, timestamp))
  }

  /**
   * The node's state roots depend on whether a contract was created in its memory or loaded into it: it then counts
   * slots that were read while empty. Loaded from the start, a chain that goes on after a restart is the same chain.
   * The history of these few blocks goes with them, so that they can be traced.
   */
  const reload = async () => {
    const state = await dump(true)
    // The node makes its genesis block anew, from the base fee that is in force: it has to be the same block.
    await node.call('anvil_setNextBlockBaseFeePerGas', [numberToHex(genesis.baseFeePerGas)])
    await node.call('anvil_reset', [])
    await node.call('anvil_loadState', [state])
  }

  const mine = async (transactions: PlannedTransaction[], timestamp: number): Promise<BlockSummary> => {
    const requests = toRequests(transactions, memory.nonces)
    await store?.append({ number: head.number + 1, timestamp, parentHash: head.hash, requests, memory })
    await mineAgain(requests, timestamp)
    if (head.number - checkpointAt >= checkpointPause) await checkpoint(false)
    return head
  }

  /** Somebody else may have mined, reorganised or rolled back: goes on from what the chain is now. */
  const followNode = async () => {
    const latest = await readBlock(node, 'latest')
    if (latest === undefined || latest.hash === head.hash) return
    let common = remembered.pop()
    while (common !== undefined && (await readBlock(node, common.number))?.hash !== common.hash)
      common = remembered.pop()
    if (common !== undefined) {
      remembered.push(common)
      memory = copy(common.memory)
    }
    await node.call('anvil_dropAllTransactions', [])
    // A rollback leaves the base fee of the block that was the head before it.
    await node.call('anvil_setNextBlockBaseFeePerGas', [numberToHex(nextBaseFee(latest))])
    const counts = await node.batch(
      accountAddresses().map((address) => ({
        method: 'eth_getTransactionCount',
        params: [address, 'latest'],
      })),
    )
    memory.nonces = z.array(z.string().transform(Number)).parse(counts)
    onProgress(
      `the chain was changed from outside after block ${common?.number ?? 'unknown'}; going on from ${latest.number}`,
    )
    remember(latest)
    await checkpoint(true)
  }

  return {
    head: () => head,
    nextEpoch: () => opensAt(settings, memory.workload.epoch.last + 1),
    async restore() {
      const kept = await store?.load()
      if (kept !== undefined) {
        await node.call('anvil_loadState', [kept.checkpoint.state])
        memory = copy(kept.checkpoint.memory)
        const latest = await readBlock(node, 'latest')
        if (latest === undefined) throw new UserError("The devnet's node lost the state that it was given.")
        remember(latest)
        checkpointAt = latest.number
      }
      for (const entry of kept?.entries ?? []) {
        if (entry.parentHash !== head.hash)
          onProgress(`block ${head.number} is not the one it was before the restart`)
        memory = copy(entry.memory)
        await mineAgain(entry.requests, entry.timestamp)
      }
      if (head.number > 0) return
      for (const { transactions, timestamp } of deployment) {
        await mineAgain(toRequests(transactions, memory.nonces), timestamp)
      }
      await reload()
      await checkpoint(true, true)
    },
    async mineNext(timestamp) {
      await followNode()
      const block = { number: head.number + 1, timestamp }
      return mine(planBlock(settings, parts.tallyCode, memory.workload, block, parts.proofs), timestamp)
    },
  }
}
