import { encodeAbiParameters, encodeFunctionData, type Hex, keccak256, parseAbiParameters } from 'viem'
import { LeanTree } from '@/lib/audit/semaphore/lean-imt'
import { programAbi, regionGroupsAbi } from '../abi'
import { accountAddress, DEPLOYER, KEEPER, PERSONS, REGISTRAR } from '../accounts'
import { slug } from '../deployment'
import { changesBefore } from '../people/groups'
import { commitmentOf } from '../people/members'
import type { ReadyClaim } from '../people/ready-proofs'
import { leavesBetween } from '../people/statement'
import { FIRST_BUDGET, FIRST_CAP, opensAt } from '../settings'
import type { PlannedTransaction } from '../transaction'
import { type Context, call, UNIT } from './context'

/** The region below the smallest anonymity set. */
const CLOSED_REGION = 6
const CLAIM_GAS = 900_000n
const MEMBERSHIP_GAS = 2_000_000n
const KEEPER_GAS = 3_000_000n

/** Closes and opens epochs when they are due, with the changes of the groups that are still to be made in between. */
export function keepSchedule(context: Context): PlannedTransaction[] {
  const { settings, state, block, address } = context
  const { epoch } = state
  const isDue = block.timestamp >= opensAt(settings, epoch.last + 1)
  const keep = (functionName: 'openEpoch' | 'closeEpoch') =>
    call(
      KEEPER,
      address.PersonhoodPay,
      encodeFunctionData({ abi: programAbi, functionName }),
      functionName,
      KEEPER_GAS,
    )
  const due: PlannedTransaction[] = []
  if (epoch.open && isDue) {
    due.push(keep('closeEpoch'))
    epoch.open = false
  }
  if (!epoch.open && isDue) {
    for (let more = membership(context); more.length > 0; more = membership(context)) due.push(...more)
    due.push(keep('openEpoch'))
    state.epoch = { last: epoch.last + 1, open: true, claimed: [], changesMade: 0 }
  }
  return due
}

function claim(
  { address, state }: Context,
  { member, proof }: ReadyClaim,
  { from, region = member.region, recipient = member.person, kind }: ClaimOptions,
): PlannedTransaction {
  const epoch = BigInt(state.epoch.last)
  const args = [epoch, region, accountAddress(recipient), proof.nullifier, proof.proof] as const
  const data = encodeFunctionData({ abi: programAbi, functionName: 'claim', args })
  return call(from, address.PersonhoodPay, data, kind, CLAIM_GAS)
}

type ClaimOptions = { from: number; region?: number; recipient?: number; kind: string }

/** Members claim as their proofs become ready, themselves or through somebody who sends it for them. */
export function claims(context: Context, room: number): PlannedTransaction[] {
  const { random, state, proofs } = context
  if (!state.epoch.open) return []
  const left = proofs
    .ready(state.epoch.last)
    .filter(({ member }) => !state.epoch.claimed.includes(member.person))
  const planned: PlannedTransaction[] = []
  const wanted = Math.min(room, random.below(2) + 1)
  while (planned.length < wanted) {
    const ready = left.shift()
    if (ready === undefined) break
    const { person } = ready.member
    planned.push(
      claim(context, ready, { from: random.oneIn(5) ? random.pick(PERSONS) : person, kind: 'claim' }),
    )
    state.epoch.claimed.push(person)
  }
  return planned
}

/**
 * Claims that the program has to refuse: a second one, one for a region that is not open, and one whose recipient is not
 * the one that the proof names.
 */
export function refusedClaims(context: Context): PlannedTransaction[] {
  const { random, state, proofs } = context
  if (!state.epoch.open) return []
  const ready = proofs.ready(state.epoch.last)
  const [done, left] = [true, false].map((claimed) =>
    ready.filter(({ member }) => state.epoch.claimed.includes(member.person) === claimed),
  )
  const refused = (from: ReadyClaim[] | undefined, options: Omit<ClaimOptions, 'from'>) => {
    if (from === undefined || from.length === 0) return []
    const picked = random.pick(from)
    return [claim(context, picked, { from: picked.member.person, ...options })]
  }
  if (!random.oneIn(3)) return refused(done, { kind: 'second claim' })
  if (random.oneIn(2))
    return refused(left, { kind: 'claim in a region that is not open', region: CLOSED_REGION })
  return refused(left, { kind: 'redirected claim', recipient: random.pick(PERSONS) })
}

/** The next change of the groups before the next epoch, if one is left. */
export function membership({ state, address }: Context): PlannedTransaction[] {
  const next = state.epoch.last + 1
  const change = changesBefore(next)[state.epoch.changesMade]
  if (change === undefined) return []
  const { kind, member } = change
  const commitment = commitmentOf(member)
  const leaves = leavesBetween(next, state.epoch.changesMade, member.region)
  state.epoch.changesMade += 1
  const data =
    kind === 'add'
      ? encodeFunctionData({ abi: regionGroupsAbi, functionName: 'add', args: [member.region, [commitment]] })
      : encodeFunctionData({
          abi: regionGroupsAbi,
          functionName: 'remove',
          args: [member.region, commitment, new LeanTree(leaves).siblings(leaves.indexOf(commitment))],
        })
  return [call(REGISTRAR, address.RegionGroups, data, `${kind} member`, MEMBERSHIP_GAS)]
}

/** Announces a new budget or cap now and then, and carries it out when its time has come. */
export function governance({ settings, state, random, block, address }: Context): PlannedTransaction[] {
  const { pending } = state.governance
  const govern = (data: Hex, kind: string) => [call(DEPLOYER, address.PersonhoodPay, data, kind)]
  if (pending !== null) {
    if (block.timestamp < pending.executableAt) return []
    state.governance.pending = null
    const args = [pending.operation as Hex] as const
    return govern(encodeFunctionData({ abi: programAbi, functionName: 'execute', args }), 'change parameter')
  }
  const isBudget = random.oneIn(2)
  const value = isBudget
    ? FIRST_BUDGET + BigInt(random.below(2001) - 1000) * UNIT
    : FIRST_CAP + BigInt(random.below(11) - 5) * UNIT
  const parameter = slug(isBudget ? 'budget' : 'cap')
  const encoded = encodeAbiParameters(parseAbiParameters('uint256'), [value])
  state.governance.operations += 1
  const operation = keccak256(
    encodeAbiParameters(parseAbiParameters('address, uint256, bytes32, bytes'), [
      address.PersonhoodPay,
      BigInt(state.governance.operations),
      parameter,
      encoded,
    ]),
  )
  state.governance.pending = { operation, executableAt: block.timestamp + settings.timelockDelay }
  const args = [parameter, encoded] as const
  return govern(encodeFunctionData({ abi: programAbi, functionName: 'schedule', args }), 'announce parameter')
}
