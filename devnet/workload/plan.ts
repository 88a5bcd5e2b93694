import type { Hex } from 'viem'
import { withHotSpot } from '../hot-spot'
import { contractAddresses } from '../layout'
import { type ProofSource, readyProofs } from '../people/ready-proofs'
import type { DevnetSettings } from '../settings'
import type { PlannedTransaction } from '../transaction'
import type { Context, Part } from './context'
import { meter, record, ship, trespass } from './modules'
import { claims, governance, keepSchedule, membership, refusedClaims } from './payouts'
import { createRandom } from './random'
import type { WorkloadState } from './state'
import { createContract, hotCounter, outOfGas, ownCounter } from './tally'
import { chainOfOneSender, disjointEther, disjointTokens, refusedSwap, save, swap } from './trade'

/** The fewest and the most transactions of a block. */
export const LEAST_TRANSACTIONS = 15
export const MOST_TRANSACTIONS = 40

const PARTS: [weight: number, part: Part][] = [
  [22, swap],
  [12, disjointEther],
  [12, disjointTokens],
  [14, meter],
  [10, ship],
  [9, record],
  [3, claims],
  [8, hotCounter],
  [4, ownCounter],
  [5, save],
  [3, chainOfOneSender],
  [2, outOfGas],
  [2, refusedSwap],
  [2, trespass],
  [2, refusedClaims],
  [1, createContract],
]
const DRAWS = PARTS.flatMap(([weight, part]) => Array.from({ length: weight }, () => part))

/**
 * Plans the transactions of one block. They follow from the settings, the state and the block's number and time
 * alone, and of claims from the proofs that are ready, and take it that those planned before were mined.
 * @param state is carried on to the next block: it is changed
 */
export function planBlock(
  settings: DevnetSettings,
  tallyCode: Hex,
  state: WorkloadState,
  block: { number: number; timestamp: number },
  proofs: ProofSource = readyProofs,
): PlannedTransaction[] {
  const random = createRandom(`${settings.seed}/block/${block.number}`)
  const context: Context = {
    settings,
    state,
    random,
    block,
    address: contractAddresses(),
    tallyCode,
    proofs,
    busy: new Set(),
  }
  const target = LEAST_TRANSACTIONS + random.below(MOST_TRANSACTIONS - LEAST_TRANSACTIONS + 1)
  const planned = keepSchedule(context)
  if (state.governance.pending !== null || random.oneIn(90)) planned.push(...governance(context))
  if (random.oneIn(8)) planned.push(...membership(context))
  planned.push(...claims(context, 2))
  while (planned.length < target) {
    const part = random.pick(DRAWS)
    planned.push(...part(context, target - planned.length))
  }
  return withHotSpot(settings, planned, block.number)
}
