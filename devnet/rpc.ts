import { z } from 'zod'
import { RetryableError, UserError } from '@/lib/errors'

/** A call of the node's JSON-RPC interface. */
export type Call = { method: string; params: unknown[] }

/** Asks the devnet's own node; answers come back unparsed, in the order of the calls. */
export type NodeClient = {
  url: string
  call(method: string, params: unknown[]): Promise<unknown>
  batch(calls: Call[]): Promise<unknown[]>
}

/**
 * A node that traces for others takes seconds for a block; one that has said nothing for so long has come to a stand, and never
 * goes on by itself.
 */
const PATIENCE_MS = 60_000

const answer = z.object({
  id: z.number(),
  result: z.unknown(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
})

async function post(url: string, body: unknown, patienceMs: number): Promise<unknown> {
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
    return await response.json()
  } catch (cause) {
    const since = signal.aborted ? `has not answered for ${patienceMs / 1000} s` : 'does not answer'
    throw new RetryableError(`The devnet's node at ${url} ${since}.`, { cause })
  }
}

/**
 * Makes a client of the devnet's node. A refused call is a UserError with the node's own words, one without an answer a
 * RetryableError.
 */
export function createNodeClient(url: string, patienceMs = PATIENCE_MS): NodeClient {
  const batch = async (calls: Call[]): Promise<unknown[]> => {
    if (calls.length === 0) return []
    const body = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }))
    const answers = z.array(answer).parse(await post(url, body, patienceMs))
    const byId = new Map(answers.map((item) => [item.id, item]))
    return calls.map(({ method }, id) => {
      const found = byId.get(id)
      if (found === undefined) throw new UserError(`The devnet's node left ${method} unanswered.`)
      if (found.error !== undefined)
        throw new UserError(`The devnet's node refused ${method}: ${found.error.message}`)
      return found.result
    })
  }
  const call = async (method: string, params: unknown[]): Promise<unknown> =>
    (await batch([{ method, params }]))[0]
  return { url, call, batch }
}

const quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/)
  .transform(Number)

/** What the devnet needs to know of a block. */
const blockSummary = z.object({
  hash: z.string(),
  parentHash: z.string(),
  number: quantity,
  timestamp: quantity,
  gasUsed: z.string().transform(BigInt),
  gasLimit: z.string().transform(BigInt),
  baseFeePerGas: z.string().transform(BigInt),
  transactions: z.array(z.string()),
})
export type BlockSummary = z.infer<typeof blockSummary>

/** Reads a block's header and transaction hashes; undefined when the node has no such block. */
export async function readBlock(
  node: NodeClient,
  block: number | 'latest',
): Promise<BlockSummary | undefined> {
  const tag = block === 'latest' ? block : `0x${block.toString(16)}`
  return blockSummary.nullish().parse(await node.call('eth_getBlockByNumber', [tag, false])) ?? undefined
}
