import { decodeEventLog, decodeFunctionData, parseAbi, toFunctionSelector } from 'viem'
import type { Hex } from '../../types'
import { type AdapterFacts, type AdapterPayment, type ListEntry, type PlacedLog, partOf } from '../adapter'
import { callsWithin } from '../common/calls'
import { attempt, type Transfer, transfersOf, within } from '../common/logs'
import { type Moves, matchMoves } from '../common/moves'
import { Answers } from '../common/state'
import type { Leaf } from './trees'

/** Uniswap/merkle-distributor, MerkleDistributor and MerkleDistributorWithDeadline. */
export const ABI = parseAbi([
  'event Claimed(uint256 index, address account, uint256 amount)',
  'event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)',
  'function claim(uint256 index, address account, uint256 amount, bytes32[] merkleProof)',
  'function token() view returns (address)',
  'function merkleRoot() view returns (bytes32)',
  'function endTime() view returns (uint256)',
  'function owner() view returns (address)',
])
const CLAIM = parseAbi([
  'function claim(uint256 index, address account, uint256 amount, bytes32[] merkleProof)',
])
const SELECTOR = toFunctionSelector(CLAIM[0])

/** A claim by its event, and by the calldata of its transaction where the call is there. */
export interface Claim extends AdapterPayment, Leaf {
  payee: Hex
  /** undefined where the calldata does not show the call */
  proof?: readonly Hex[]
  /** whether the transaction calls the distributor itself */
  direct: boolean
}

/** What the checks of a distributor look at. */
export interface Distribution {
  facts: AdapterFacts
  answers: Answers
  claims: Claim[]
  /** of the token, within the period */
  transfers: Transfer[]
  moves: Moves
  /** what left to the owner of a distributor with a deadline */
  returns: Transfer[]
  /** what left and is neither claim nor return */
  unexplained: Transfer[]
  logs: PlacedLog[]
  strange: PlacedLog[]
  root?: Hex
  /** unix seconds */
  deadline?: bigint
  owner?: Hex
  list?: (ListEntry & Leaf)[]
  listed?: Map<bigint, ListEntry & Leaf>
}

export function distributionOf(facts: AdapterFacts): Distribution {
  const { program, range } = facts
  const answers = new Answers(facts.answers)
  const logs = within(facts.logs, range)
  const own = logs.filter(({ address }) => address === program.address)
  const claims = claimsOf(own, facts)
  const transfers = transfersOf(logs, partOf(program, 'token'))
  const moves = matchMoves(claims, transfers, program.address)
  const deadline = program.figures.deadline
  const ownerWord = answers.word('owner:program', range.last.number)
  const owner: Hex | undefined = ownerWord?.length === 66 ? `0x${ownerWord.slice(26)}` : undefined
  const left = [...moves.rest]
  const isReturn = ({ to }: Transfer) => deadline !== undefined && owner !== undefined && to === owner
  const list = facts.list?.map((entry, at) => ({ ...entry, index: entry.index ?? BigInt(at) }))
  return {
    facts,
    answers,
    claims,
    transfers,
    moves,
    returns: left.filter(isReturn),
    unexplained: left.filter((transfer) => !isReturn(transfer)),
    logs,
    strange: own.filter((log) => decode(log) === undefined),
    root: answers.word('root', range.last.number),
    deadline,
    owner,
    list,
    listed: list && new Map(list.map((entry) => [entry.index, entry])),
  }
}

function decode({ topics, data }: PlacedLog) {
  const [topic0, ...rest] = topics
  if (topic0 === undefined) return undefined
  return attempt(() => decodeEventLog({ abi: ABI, topics: [topic0, ...rest], data, strict: true }))
}

function claimsOf(logs: readonly PlacedLog[], { sent, program }: AdapterFacts): Claim[] {
  const calls = new Map<Hex, { leaf: Leaf; proof: readonly Hex[] }[]>()
  return logs.flatMap((log): Claim[] => {
    const said = decode(log)
    if (said?.eventName !== 'Claimed') return []
    const { index, amount } = said.args
    const account: Hex = `0x${said.args.account.slice(2).toLowerCase()}`
    const hash = log.at.transactionHash
    const transaction = sent.get(hash)
    const left = calls.get(hash) ?? callsWithin(transaction?.input ?? '0x', SELECTOR, readClaim)
    calls.set(hash, left)
    const at = left.findIndex(
      ({ leaf }) => leaf.index === index && leaf.account === account && leaf.amount === amount,
    )
    const [call] = at < 0 ? [] : left.splice(at, 1)
    const direct = transaction?.to === program.address
    return [
      {
        at: log.at,
        subject: `claim ${index}`,
        payee: account,
        index,
        account,
        amount,
        proof: call?.proof,
        direct,
      },
    ]
  })
}

function readClaim(data: Hex): { leaf: Leaf; proof: readonly Hex[] } {
  const [index, account, amount, proof] = decodeFunctionData({ abi: CLAIM, data }).args
  return { leaf: { index, account: `0x${account.slice(2).toLowerCase()}`, amount }, proof }
}
