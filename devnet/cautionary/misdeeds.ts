import { type Address, encodeFunctionData, type Hex } from 'viem'
import { tokenAbi } from '../abi'
import { accountAddress, DEPLOYER, PERSONS } from '../accounts'
import { contractAddresses } from '../layout'
import { changesBefore } from '../people/groups'
import { type DevnetSettings, FIRST_BUDGET, FIRST_CAP, opensAt } from '../settings'
import type { PlannedTransaction } from '../transaction'
import { cautionaryAddresses, cautionaryPayAbi, cautionaryTreasuryAbi, proxyAbi } from './contracts'

/** What the workload remembers of the cautionary program. */
export type CautionaryState = { last: number; open: boolean; step: number }

/** The faults come round every four epochs. */
const ROUND = 4
const GAS = 3_000_000n

type Pay = { region: number; nullifier: number; payee?: number; extra?: bigint; rootOf?: number }

const of = (epoch: number) => (epoch - 1) % ROUND
const to = (address: Address, data: Hex, kind: string): PlannedTransaction => ({
  from: DEPLOYER,
  to: address,
  data,
  value: 0n,
  gas: GAS,
  kind: `cautionary: ${kind}`,
})
const program = (data: Hex, kind: string) => to(cautionaryAddresses().CautionaryPay, data, kind)
const treasury = (data: Hex, kind: string) => to(cautionaryAddresses().TreasuryProxy, data, kind)

function person(place: number): Address {
  return accountAddress(PERSONS[place] ?? DEPLOYER)
}

function pay(epoch: number, kind: string, { region, nullifier, payee, extra = 0n, rootOf = epoch }: Pay) {
  const stated = person(nullifier)
  const args = [
    region,
    BigInt(epoch * 1000 + nullifier),
    stated,
    payee === undefined ? stated : accountAddress(payee),
    extra,
    BigInt(rootOf),
  ] as const
  return program(encodeFunctionData({ abi: cautionaryPayAbi, functionName: 'pay', args }), kind)
}

const budget = (value: bigint) =>
  program(
    encodeFunctionData({ abi: cautionaryPayAbi, functionName: 'setBudgetQuietly', args: [value] }),
    'budget in silence',
  )
const swap = () =>
  program(encodeFunctionData({ abi: cautionaryPayAbi, functionName: 'swapTable' }), 'another region table')
const keepBack = (yes: boolean) =>
  treasury(
    encodeFunctionData({ abi: cautionaryTreasuryAbi, functionName: 'keepBack', args: [yes] }),
    'budget kept back',
  )

/** A region that somebody left between the openings of two epochs: its earlier root is stale. */
function regionLeft(from: number, until: number): number {
  for (let epoch = from + 1; epoch <= until; epoch++) {
    const left = changesBefore(epoch).find(({ kind }) => kind === 'remove')
    if (left !== undefined) return left.member.region
  }
  return 1
}

/** What is done right before an epoch opens, and right after. */
function aroundOpening(epoch: number): [before: PlannedTransaction[], after: PlannedTransaction[]] {
  switch (of(epoch)) {
    case 0:
      return [[budget(FIRST_BUDGET + 1n)], [budget(FIRST_BUDGET)]]
    case 1:
      return [[swap()], [swap()]]
    case 3: {
      const args = [cautionaryAddresses().CautionaryPay, FIRST_BUDGET] as const
      const gift = encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args })
      return [
        [to(contractAddresses().PayToken, gift, 'money from elsewhere'), keepBack(true)],
        [keepBack(false)],
      ]
    }
    default:
      return [[], []]
  }
}

/** What is done while an epoch is open, one a block. */
function meanwhile(epoch: number): PlannedTransaction[] {
  const first = { region: 1, nullifier: 1 }
  switch (of(epoch)) {
    case 0:
      return [
        pay(epoch, 'payment without a proof', first),
        pay(epoch, 'double claim', first),
        pay(epoch, 'wrong amount', { region: 2, nullifier: 2, extra: 1n }),
      ]
    case 1: {
      const args = [[person(3), person(4)], 10n ** 18n] as const
      const batch = encodeFunctionData({ abi: cautionaryTreasuryAbi, functionName: 'payBatch', args })
      return [
        pay(epoch, 'payee other than the one named', { ...first, payee: DEPLOYER }),
        treasury(batch, 'batch beside the rule'),
      ]
    }
    case 2: {
      const region = regionLeft(epoch - 1, epoch)
      const cap = FIRST_CAP - 10n ** 18n * BigInt(Math.floor(epoch / ROUND) % 5)
      const atOnce = encodeFunctionData({ abi: cautionaryPayAbi, functionName: 'setCapAtOnce', args: [cap] })
      const { CautionaryTreasury, OtherTreasury, TreasuryProxy } = cautionaryAddresses()
      const next = Math.floor((epoch - 1) / ROUND) % 2 === 0 ? OtherTreasury : CautionaryTreasury
      const exchange = encodeFunctionData({ abi: proxyAbi, functionName: 'exchange', args: [next] })
      return [
        pay(epoch, 'claim on a stale root', { region, nullifier: 5, rootOf: epoch - 1 }),
        program(atOnce, 'cap past the timelock'),
        to(TreasuryProxy, exchange, 'treasury exchanged'),
      ]
    }
    default:
      return []
  }
}

/** How much later than its time the fourth epoch of a round opens: more than the quarter that is tolerated. */
function lateness({ epochDuration, blockTime }: DevnetSettings, epoch: number): number {
  return of(epoch) === ROUND - 1 ? Math.floor(epochDuration / 4) + 2 * blockTime : 0
}

/** When an epoch closes: the fourth of a round before its end. */
function closesAt(settings: DevnetSettings, epoch: number): number {
  const early = of(epoch) === ROUND - 1 ? Math.floor(settings.epochDuration / 4) : 0
  return opensAt(settings, epoch + 1) - early
}

/** The cautionary program's transactions of a block: it opens, misbehaves, and closes. */
export function misdeeds(
  settings: DevnetSettings,
  state: CautionaryState,
  timestamp: number,
): PlannedTransaction[] {
  const planned: PlannedTransaction[] = []
  const step = state.open ? meanwhile(state.last)[state.step] : undefined
  if (state.open && (timestamp < closesAt(settings, state.last) || step !== undefined)) {
    if (step === undefined) return []
    state.step += 1
    return [step]
  }
  if (state.open) {
    planned.push(
      program(encodeFunctionData({ abi: cautionaryPayAbi, functionName: 'closeEpoch' }), 'closeEpoch'),
    )
    state.open = false
  }
  const next = state.last + 1
  if (timestamp < opensAt(settings, next) + lateness(settings, next)) return planned
  const [before, after] = aroundOpening(next)
  const open = encodeFunctionData({ abi: cautionaryPayAbi, functionName: 'openEpoch' })
  Object.assign(state, { last: next, open: true, step: 0 })
  return [...planned, ...before, program(open, 'openEpoch'), ...after]
}
