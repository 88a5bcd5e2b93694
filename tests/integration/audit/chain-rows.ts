import { createPublicClient, http, type PublicClient, parseAbi } from 'viem'
import { decodeProgramLogs, type ProgramEvent, type ProgramLog } from '@/lib/audit/adapters/personhood-pay'
import { programEventRow } from '@/lib/audit/adapters/personhood-pay-rows'
import type { EpochRows } from '@/lib/audit/epoch-data'
import type { BlockRange, Hex, TokenTransfer } from '@/lib/audit/types'

const VIEWS = parseAbi([
  'function token() view returns (address)',
  'function treasury() view returns (address)',
  'function verifier() view returns (address)',
  'function firstOpensAt() view returns (uint64)',
  'function epochDuration() view returns (uint64)',
  'function balanceOf(address) view returns (uint256)',
])
const TRANSFER = parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)'])

/** A program read from its chain by JSON-RPC alone, up to the head. */
export interface ProgramOnChain {
  closed: bigint[]
  events: ProgramEvent[]
  rowsOf(epoch: bigint): Promise<EpochRows>
}

const lower = (address: string): Hex => `0x${address.slice(2).toLowerCase()}`

/** Reads everything that the audits of a program look at. */
export async function readProgram(rpcUrl: string, programAddress: Hex): Promise<ProgramOnChain> {
  const client = createPublicClient({ transport: http(rpcUrl) })
  const address = lower(programAddress)
  const view = { address, abi: VIEWS } as const
  const [token, treasury, verifier] = await Promise.all([
    client.readContract({ ...view, functionName: 'token' }).then(lower),
    client.readContract({ ...view, functionName: 'treasury' }).then(lower),
    client.readContract({ ...view, functionName: 'verifier' }).then(lower),
  ])
  const schedule = {
    firstOpensAt: await client.readContract({ ...view, functionName: 'firstOpensAt' }),
    epochDuration: await client.readContract({ ...view, functionName: 'epochDuration' }),
  }
  const events = decodeProgramLogs(await readLogs(client, [address, verifier]), { address, verifier })
  const timestamps = await readTimestamps(client, events)
  const transfers = await readTransfers(client, token)
  const balance = async (holder: Hex, blockNumber: bigint) => ({
    holder,
    blockNumber,
    balance: await client.readContract({
      address: token,
      abi: VIEWS,
      functionName: 'balanceOf',
      args: [holder],
      blockNumber,
    }),
  })
  const blockOf = (event: 'EpochOpened' | 'EpochClosed', epoch: bigint): bigint => {
    const found = events.find(
      (said) => said.event === event && 'epoch' in said.args && said.args.epoch === epoch,
    )
    if (found === undefined) throw new Error(`no ${event} of epoch ${epoch}`)
    return found.blockNumber
  }
  return {
    events,
    closed: events.flatMap((said) => (said.event === 'EpochClosed' ? [said.args.epoch] : [])),
    async rowsOf(epoch) {
      const upTo = await client.getBlock({ blockNumber: blockOf('EpochClosed', epoch) })
      const before = blockOf('EpochOpened', epoch) - 1n
      const closedBefore = epoch > 1n ? blockOf('EpochClosed', epoch - 1n) : before
      return {
        range: await readRange(client, closedBefore < before ? closedBefore : before, upTo.number),
        program: {
          chainId: 31337n,
          address,
          kind: 'personhood-pay',
          name: 'Personhood Pay',
          token,
          treasury,
          verifier,
        },
        epoch,
        upTo: { number: upTo.number, hash: upTo.hash, timestamp: upTo.timestamp },
        events: events.map((said) => programEventRow(said, timestamps.get(said.blockNumber) ?? 0n)),
        historyComplete: true,
        transfers,
        balances: [await balance(address, before), await balance(address, upTo.number)],
        schedule,
      }
    },
  }
}

/** What the node holds of the blocks from `from` to `to`, each looked at for its parent. */
async function readRange(client: PublicClient, from: bigint, to: bigint): Promise<BlockRange> {
  const first = await client.getBlock({ blockNumber: from })
  const unlinked: bigint[] = []
  let parent = first
  for (let blockNumber = from + 1n; blockNumber <= to; blockNumber++) {
    const block = await client.getBlock({ blockNumber })
    if (block.parentHash !== parent.hash) unlinked.push(blockNumber)
    parent = block
  }
  return {
    first: { number: first.number, hash: first.hash, timestamp: first.timestamp },
    held: to - from + 1n,
    unlinked,
  }
}

async function readLogs(client: PublicClient, addresses: Hex[]): Promise<ProgramLog[]> {
  const logs = await client.getLogs({ address: addresses, fromBlock: 0n })
  return logs.map((log) => ({
    address: lower(log.address),
    topics: [...log.topics],
    data: log.data,
    blockNumber: log.blockNumber,
    transactionHash: log.transactionHash,
    transactionIndex: log.transactionIndex,
    index: log.logIndex,
  }))
}

async function readTransfers(client: PublicClient, token: Hex): Promise<TokenTransfer[]> {
  const logs = await client.getLogs({ address: token, event: TRANSFER[0], fromBlock: 0n, strict: true })
  return logs.map(({ blockNumber, logIndex, transactionIndex, transactionHash, args }) => ({
    blockNumber,
    logIndex,
    transactionIndex,
    transactionHash,
    from: lower(args.from),
    to: lower(args.to),
    amount: args.value,
  }))
}

async function readTimestamps(client: PublicClient, events: ProgramEvent[]): Promise<Map<bigint, bigint>> {
  const timestamps = new Map<bigint, bigint>()
  for (const blockNumber of new Set(events.map((said) => said.blockNumber))) {
    timestamps.set(blockNumber, (await client.getBlock({ blockNumber })).timestamp)
  }
  return timestamps
}
