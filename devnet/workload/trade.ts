import { encodeFunctionData } from 'viem'
import { poolAbi, tokenAbi, vaultAbi } from '../abi'
import { accountAddress, PERSONS, TRADERS } from '../accounts'
import type { PlannedTransaction } from '../transaction'
import { amount, type Context, call, pickIdle, UNIT } from './context'

/** A swap in the one pool that everybody uses. */
export function swap({ random, address }: Context): PlannedTransaction[] {
  const trader = random.pick(TRADERS)
  const [tokenIn, amountIn] = random.oneIn(2)
    ? ([address.PayToken, amount(random, 1, 50)] as const)
    : ([address.EnergyCredit, amount(random, 4, 200)] as const)
  const to = random.oneIn(6) ? random.pick(PERSONS) : trader
  const args = [tokenIn, amountIn, 0n, accountAddress(to)] as const
  return [
    call(trader, address.SwapPool, encodeFunctionData({ abi: poolAbi, functionName: 'swap', args }), 'swap'),
  ]
}

/** A swap that asks for more than the pool can give, and is undone. */
export function refusedSwap({ random, address }: Context): PlannedTransaction[] {
  const trader = random.pick(TRADERS)
  const args = [address.PayToken, amount(random, 1, 50), 1_000_000n * UNIT, accountAddress(trader)] as const
  const data = encodeFunctionData({ abi: poolAbi, functionName: 'swap', args })
  return [call(trader, address.SwapPool, data, 'swap refused')]
}

/** Whole units into the savings vault, and out of it again. */
export function save({ state, random, address }: Context): PlannedTransaction[] {
  const place = random.below(TRADERS.length)
  const trader = TRADERS[place]
  if (trader === undefined) return []
  const held = state.saved[place] ?? 0
  const holder = accountAddress(trader)
  if (held > 0 && random.oneIn(2)) {
    state.saved[place] = 0
    const data = encodeFunctionData({
      abi: vaultAbi,
      functionName: 'redeem',
      args: [BigInt(held) * UNIT, holder, holder],
    })
    return [call(trader, address.SavingsVault, data, 'redeem')]
  }
  const whole = 1 + random.below(100)
  state.saved[place] = held + whole
  const data = encodeFunctionData({
    abi: vaultAbi,
    functionName: 'deposit',
    args: [BigInt(whole) * UNIT, holder],
  })
  return [call(trader, address.SavingsVault, data, 'deposit')]
}

/** Ether from one account to another, neither of which does anything else in the block. */
export function disjointEther(context: Context): PlannedTransaction[] {
  const from = pickIdle(context, PERSONS)
  const to = pickIdle(context, PERSONS)
  if (from === undefined || to === undefined) return []
  const value = amount(context.random, 0, 1)
  return [{ from, to: accountAddress(to), data: '0x', value, gas: 21_000n, kind: 'ether' }]
}

/** Tokens from one account to another, neither of which does anything else in the block. */
export function disjointTokens(context: Context): PlannedTransaction[] {
  const from = pickIdle(context, TRADERS)
  const to = pickIdle(context, PERSONS)
  if (from === undefined || to === undefined) return []
  const { address, random } = context
  const token = random.oneIn(2) ? address.PayToken : address.EnergyCredit
  const args = [accountAddress(to), amount(random, 1, 10)] as const
  return [
    call(
      from,
      token,
      encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args }),
      'tokens',
      100_000n,
    ),
  ]
}

/** A few transactions of one sender in a row: each waits for the one before. */
export function chainOfOneSender(context: Context, room: number): PlannedTransaction[] {
  const from = pickIdle(context, PERSONS)
  if (from === undefined || room < 3) return []
  const length = Math.min(room, 3 + context.random.below(3))
  return Array.from({ length }, () => ({
    from,
    to: accountAddress(context.random.pick(PERSONS)),
    data: '0x' as const,
    value: amount(context.random, 0, 1) / 10n,
    gas: 21_000n,
    kind: 'chain of one sender',
  }))
}
