import type { Home } from './load-modules'

/**
 * Largest over mean home gas of the registered modules: 1 where all carry the same. The two parts of the ratio, so
 * that it stays exact until display; undefined where no module used gas.
 */
export function loadImbalance(
  homes: readonly Home[],
): { largest: bigint; sum: bigint; modules: bigint } | undefined {
  const gas = homes.filter(({ module }) => module !== undefined).map(({ total }) => total.homeGas)
  const sum = gas.reduce((all, one) => all + one, 0n)
  if (sum === 0n) return undefined
  const largest = gas.reduce((most, one) => {
    if (one > most) return one
    return most
  }, 0n)
  return { largest, sum, modules: BigInt(gas.length) }
}
