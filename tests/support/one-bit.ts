import { createPublicClient, http } from 'viem'
import { PERSONHOOD_PAY_EVENTS } from '@/lib/audit/adapters/personhood-pay-abi'
import { findClaims } from '@/lib/audit/adapters/personhood-pay-claims'
import type { Hex } from '@/lib/chain/types'
import type { ProxyRules } from '../integration/indexer/proxy'

/** What an auditor relies on, each of which a node can lie about by a single bit. */
export const LIES = ['payment', 'proof', 'root', 'input'] as const
export type LieName = (typeof LIES)[number]

/** A node that changes one bit, wherever it shows what the bit is in, and what has to be said of it. */
export interface Lie {
  /** the block that it is in */
  block: number
  change: NonNullable<ProxyRules['change']>
  /** begins the sentence, which names the block and the part of it */
  sentence: string
}

/** The lowest bit of one 32-byte word of a hex text turned. */
function withBit(data: Hex, word: number): Hex {
  const end = 2 + 64 * (word + 1)
  const digit = Number.parseInt(data[end - 1] ?? '', 16) ^ 1
  return `0x${data.slice(2, end - 1)}${digit.toString(16)}${data.slice(end)}`
}

function replacing(from: string, to: string): Lie['change'] {
  if (from === to) throw new Error('the lie is the truth')
  return (_method, _params, result) => {
    const text = JSON.stringify(result)
    return text?.includes(from) ? JSON.parse(text.replaceAll(from, to)) : result
  }
}

/**
 * The lies about an epoch: the amount of its first payment, the proof of that payment, the root and the population in its
 * first region's snapshot.
 */
export async function liesAbout(rpcUrl: string, program: Hex, epoch: bigint): Promise<Record<LieName, Lie>> {
  const client = createPublicClient({ transport: http(rpcUrl) })
  const events = { address: program, abi: PERSONHOOD_PAY_EVENTS, fromBlock: 0n } as const
  const [claimed] = await client.getContractEvents({ ...events, eventName: 'Claimed', args: { epoch } })
  const [snapshot] = await client.getContractEvents({
    ...events,
    eventName: 'RegionSnapshot',
    args: { epoch },
  })
  if (claimed === undefined || snapshot === undefined) throw new Error(`nobody was paid in epoch ${epoch}`)
  const { input } = await client.getTransaction({ hash: claimed.transactionHash })
  const proof = findClaims(input)[0]?.proof
  if (proof === undefined) throw new Error('the payment was claimed without a proof')
  const lie = (block: bigint, part: string, change: Lie['change']): Lie => ({
    block: Number(block),
    change,
    sentence: `Block ${block} does not verify: ${part}: `,
  })
  const inLog = ({ blockNumber, data }: { blockNumber: bigint; data: Hex }, word: number) =>
    lie(blockNumber, 'receiptsRoot', replacing(data, withBit(data, word)))
  const inProof = input.replace(proof.slice(2), withBit(proof, 3).slice(2))
  return {
    payment: inLog(claimed, 1),
    proof: lie(claimed.blockNumber, 'transactions', replacing(input, inProof)),
    root: inLog(snapshot, 4),
    input: inLog(snapshot, 1),
  }
}
