import { decodeEventLog, decodeFunctionData, parseAbi, toFunctionSelector } from 'viem'
import type { Hex, Position } from '../../types'
import { type AdapterFacts, type AdapterPayment, type PlacedLog, partOf } from '../adapter'
import { callsWithin } from '../common/calls'
import { addressIn, attempt, type Transfer, transfersOf, within } from '../common/logs'
import { type Moves, matchMoves } from '../common/moves'
import { Answers } from '../common/state'

/** worldcoin/worldcoin-grants-contracts: RecurringGrantDrop on World Chain and on Optimism. */
export const ABI = parseAbi([
  'event GrantClaimed(uint256 grantId, address receiver)',
  'event GrantUpdated(address grant)',
  'event TokenUpdated(address token)',
  'event HolderUpdated(address holder)',
  'event GroupIdUpdated(uint256 groupId)',
  'event WorldIdRouterUpdated(address worldIdRouter)',
  'event AllowedNullifierHashBlockerAdded(address signer)',
  'event AllowedNullifierHashBlockerRemoved(address signer)',
  'event NullifierHashBlocked(uint256 nullifierHash)',
  'event RecurringGrantDropInitialized(address worldIdRouter, uint256 groupId, address token, address holder, address grant)',
  'event RecurringGrantDropInitialized(address worldIdRouter, uint256 groupId, address token, address holder, address grant, address allowanceModule)',
  'event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)',
  'event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)',
  'function claim(uint256 grantId, address receiver, uint256 root, uint256 nullifierHash, uint256[8] proof)',
  'function token() view returns (address)',
  'function holder() view returns (address)',
  'function grant() view returns (address)',
  'function worldIdRouter() view returns (address)',
  'function groupId() view returns (uint256)',
  'function getAmount(uint256 grantId) view returns (uint256)',
])
const CLAIM = parseAbi([
  'function claim(uint256 grantId, address receiver, uint256 root, uint256 nullifierHash, uint256[8] proof)',
])
const SELECTOR = toFunctionSelector(CLAIM[0])

/** Stands for an amount that is not known until a transfer is found: no transfer has it. */
const UNKNOWN = -1n

/** What a transaction's calldata says of a claim. */
export interface ClaimCall {
  grantId: bigint
  receiver: Hex
  root: bigint
  nullifier: bigint
}

/** A claim by its event, with what moved for it. */
export interface GrantClaim extends AdapterPayment {
  payee: Hex
  grantId: bigint
  /** by the grant in force; undefined where it is not known, or the grant has none of this id */
  due?: bigint
  call?: ClaimCall
  /** whether the transaction calls the drop itself */
  direct: boolean
}

export interface Grants {
  facts: AdapterFacts
  answers: Answers
  logs: PlacedLog[]
  strange: PlacedLog[]
  /** of the token, within the period */
  transfers: Transfer[]
  /** all claims of these blocks, other grants' too */
  all: GrantClaim[]
  /** those of the audited grant */
  claims: GrantClaim[]
  moves: Moves
  /** last value that events gave a parameter in the period: "grant" */
  became: Map<string, string>
}

export function grantsOf(facts: AdapterFacts): Grants {
  const { program, range, period } = facts
  const answers = new Answers(facts.answers)
  const logs = within(facts.logs, range)
  const own = logs.filter(({ address }) => address === program.address)
  const transfers = transfersOf(logs, partOf(program, 'token'))
  const said = claimsOf(own, facts, answers)
  const moves = matchMoves(said, transfers, partOf(program, 'holder'))
  const all = said.map((claim, at): GrantClaim => {
    const moved = moves.of[at] ?? moves.instead[at]
    return { ...claim, amount: moved !== undefined && moved.to === claim.payee ? moved.amount : 0n }
  })
  return {
    facts,
    answers,
    logs,
    strange: own.filter((log) => decode(log) === undefined),
    transfers,
    all,
    claims: all.filter(({ grantId }) => grantId === period.id),
    moves,
    became: changesOf(own),
  }
}

function decode({ topics, data }: PlacedLog) {
  const [topic0, ...rest] = topics
  if (topic0 === undefined) return undefined
  return attempt(() => decodeEventLog({ abi: ABI, topics: [topic0, ...rest], data, strict: true }))
}

/** Grant contracts that the drop names in these logs, in their order. */
export function grantChanges(logs: readonly PlacedLog[], program: Hex): { at: Position; grant: Hex }[] {
  return logs.flatMap((log) => {
    const said = log.address === program ? decode(log) : undefined
    return said?.eventName === 'GrantUpdated' ? [{ at: log.at, grant: lower(said.args.grant) }] : []
  })
}

/** Ids of the grants that are claimed in these logs. */
export function claimedIds(logs: readonly PlacedLog[], program: Hex): bigint[] {
  const ids = logs.flatMap((log) => {
    const said = log.address === program ? decode(log) : undefined
    return said?.eventName === 'GrantClaimed' ? [said.args.grantId] : []
  })
  return [...new Set(ids)]
}

function claimsOf(
  own: readonly PlacedLog[],
  { sent, program, range }: AdapterFacts,
  answers: Answers,
): GrantClaim[] {
  const calls = new Map<Hex, ClaimCall[]>()
  const word = answers.word('grant', range.first.number)
  let grant = word?.length === 66 ? addressIn(word) : partOf(program, 'grant')
  return own.flatMap((log): GrantClaim[] => {
    const said = decode(log)
    if (said?.eventName === 'GrantUpdated') grant = lower(said.args.grant)
    if (said?.eventName !== 'GrantClaimed') return []
    const { grantId } = said.args
    const payee = lower(said.args.receiver)
    const hash = log.at.transactionHash
    const transaction = sent.get(hash)
    const left = calls.get(hash) ?? callsWithin(transaction?.input ?? '0x', SELECTOR, readClaim)
    calls.set(hash, left)
    // The call that fits best: the same grant and payee, else any that is left.
    const fits = left.findIndex((call) => call.grantId === grantId && call.receiver === payee)
    const [call] = left.splice(Math.max(fits, 0), 1)
    const due = answers.integer(`amount:${grant}:${grantId}`, range.last.number)
    return [
      {
        at: log.at,
        subject: `claim of grant ${grantId} by ${payee}`,
        payee,
        amount: due ?? UNKNOWN,
        grantId,
        due,
        call,
        direct: transaction?.to === program.address,
      },
    ]
  })
}

function readClaim(data: Hex): ClaimCall {
  const [grantId, receiver, root, nullifier] = decodeFunctionData({ abi: CLAIM, data }).args
  return { grantId, receiver: lower(receiver), root, nullifier }
}

function changesOf(own: readonly PlacedLog[]): Map<string, string> {
  const became = new Map<string, string>()
  for (const log of own) {
    const said = decode(log)
    if (said?.eventName === 'GrantUpdated') became.set('grant', lower(said.args.grant))
    if (said?.eventName === 'TokenUpdated') became.set('token', lower(said.args.token))
    if (said?.eventName === 'HolderUpdated') became.set('holder', lower(said.args.holder))
    if (said?.eventName === 'WorldIdRouterUpdated') became.set('router', lower(said.args.worldIdRouter))
    if (said?.eventName === 'GroupIdUpdated') became.set('group', `${said.args.groupId}`)
  }
  return became
}

function lower(address: string): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}
