import { encodeFunctionData } from 'viem'
import { tallyAbi } from '../abi'
import { PERSONS } from '../accounts'
import type { PlannedTransaction } from '../transaction'
import { type Context, call, pickIdle } from './context'

/** A count in one counter for all: every caller waits for the one before. */
export function hotCounter({ random, address }: Context): PlannedTransaction[] {
  const data = encodeFunctionData({ abi: tallyAbi, functionName: 'count' })
  return [call(random.pick(PERSONS), address.Tally, data, 'hot counter', 100_000n)]
}

/** A count in the caller's own slot: nobody waits. */
export function ownCounter(context: Context): PlannedTransaction[] {
  const from = pickIdle(context, PERSONS)
  if (from === undefined) return []
  const data = encodeFunctionData({ abi: tallyAbi, functionName: 'countOwn' })
  return [call(from, context.address.Tally, data, 'own counter', 100_000n)]
}

/** Many writes with enough gas for a part of them: out of gas, and undone. */
export function outOfGas({ random, address }: Context): PlannedTransaction[] {
  const data = encodeFunctionData({ abi: tallyAbi, functionName: 'fill', args: [100n] })
  return [
    call(random.pick(PERSONS), address.Tally, data, 'out of gas', BigInt(60_000 + random.below(90_000))),
  ]
}

/** Somebody creates a contract of their own, which no module owns. */
export function createContract({ random, tallyCode }: Context): PlannedTransaction[] {
  return [{ from: random.pick(PERSONS), data: tallyCode, value: 0n, gas: 400_000n, kind: 'create contract' }]
}
