import { encodeAbiParameters, encodeFunctionData, type Hex, keccak256, parseAbiParameters } from 'viem'
import { programAbi, registrarListAbi } from '../abi'
import { accountAddress, DEPLOYER, KEEPER, PERSONS, REGISTRAR } from '../accounts'
import { slug } from '../deployment'
import { commitmentOf, type Member, nullifierOf, proofOf, scopeOf } from '../members'
import { REGIONS, SMALLEST_ANONYMITY_SET } from '../regions'
import { FIRST_BUDGET, FIRST_CAP, opensAt } from '../settings'
import type { PlannedTransaction } from '../transaction'
import { type Context, call, UNIT } from './context'

const CLAIMED_REMEMBERED = 20
const KEEPER_GAS = 3_000_000n

/** Closes and opens epochs when they are due: the first transactions of their block. */
export function keepSchedule({ settings, state, block, address }: Context): PlannedTransaction[] {
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
    due.push(keep('openEpoch'))
    const open = REGIONS.filter(
      ({ region }) =>
        state.members.filter((member) => member.region === region).length >= SMALLEST_ANONYMITY_SET,
    ).map(({ region }) => region)
    state.epoch = {
      last: epoch.last + 1,
      open: true,
      unclaimed: state.members.filter(({ region }) => open.includes(region)),
      claimed: [],
    }
  }
  return due
}

function claim(context: Context, member: Member, from: number, kind: string): PlannedTransaction {
  const { address, settings, state } = context
  const epoch = BigInt(state.epoch.last)
  const commitment = commitmentOf(settings.seed, member)
  const nullifier = nullifierOf(commitment, scopeOf(address.PersonhoodPay, epoch))
  const args = [epoch, member.region, accountAddress(member.person), nullifier, proofOf(commitment)] as const
  return call(
    from,
    address.PersonhoodPay,
    encodeFunctionData({ abi: programAbi, functionName: 'claim', args }),
    kind,
  )
}

/** Members claim, themselves or through somebody who sends it for them. */
export function claims(context: Context, room: number): PlannedTransaction[] {
  const { random, state } = context
  if (!state.epoch.open) return []
  const planned: PlannedTransaction[] = []
  const wanted = Math.min(room, random.below(3) + 1, state.epoch.unclaimed.length)
  while (planned.length < wanted) {
    const [member] = state.epoch.unclaimed.splice(random.below(state.epoch.unclaimed.length), 1)
    if (member === undefined) break
    const from = random.oneIn(5) ? random.pick(PERSONS) : member.person
    planned.push(claim(context, member, from, 'claim'))
    state.epoch.claimed = [member, ...state.epoch.claimed].slice(0, CLAIMED_REMEMBERED)
  }
  return planned
}

/** Claims that the program has to refuse: a second one, or one by a member who was not in the snapshot. */
export function refusedClaims(context: Context): PlannedTransaction[] {
  const { random, state } = context
  if (!state.epoch.open) return []
  const snapshot = [...state.epoch.claimed, ...state.epoch.unclaimed]
  const outside = [...state.former, ...state.members].filter(
    (member) =>
      !snapshot.some(
        ({ person, generation }) => person === member.person && generation === member.generation,
      ),
  )
  const strangers = outside.filter(({ region }) => region === 6)
  const [candidates, kind] =
    random.oneIn(3) && strangers.length > 0
      ? ([strangers, 'claim in a region that is not open'] as const)
      : ([state.epoch.claimed, 'second claim'] as const)
  if (candidates.length === 0) return []
  const member = random.pick(candidates)
  return [claim(context, member, member.person, kind)]
}

/** The registrar adds a person who returns, or removes a member; the regions stay near their first sizes. */
export function membership({ settings, state, random, address }: Context): PlannedTransaction[] {
  const change = (data: Hex, kind: string) => [call(REGISTRAR, address.RegistrarList, data, kind)]
  if (state.former.length > 0 && random.below(8) < state.former.length) {
    const [former] = state.former.splice(0, 1)
    if (former === undefined) return []
    const member = { ...former, generation: former.generation + 1 }
    state.members.push(member)
    const args = [member.region, [commitmentOf(settings.seed, member)]] as const
    return change(encodeFunctionData({ abi: registrarListAbi, functionName: 'add', args }), 'add member')
  }
  const removable = state.members.filter(({ region }) => region !== 6)
  const member = random.pick(removable)
  state.members.splice(state.members.indexOf(member), 1)
  state.former.push(member)
  const args = [member.region, commitmentOf(settings.seed, member)] as const
  return change(encodeFunctionData({ abi: registrarListAbi, functionName: 'remove', args }), 'remove member')
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
