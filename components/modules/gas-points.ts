import type { ModuleBucket } from '@/lib/db/read/module-metrics'

/** Gas by home over some blocks. */
export interface GasPoint {
  from: bigint
  to: bigint
  gas: Map<string, bigint>
  sum: bigint
}

/** Buckets of all modules, joined by their blocks: a module without a transaction in some block has fewer of them. */
export function gasPoints(buckets: readonly ModuleBucket[]): GasPoint[] {
  const points = new Map<bigint, GasPoint>()
  for (const { bucket, from, to, moduleId, homeGas } of buckets) {
    const point = points.get(bucket) ?? { from, to, gas: new Map<string, bigint>(), sum: 0n }
    if (from < point.from) point.from = from
    if (to > point.to) point.to = to
    point.gas.set(moduleId, homeGas)
    point.sum += homeGas
    points.set(bucket, point)
  }
  return [...points.values()]
}
