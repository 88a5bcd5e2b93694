import type { ModuleBucket } from '@/lib/db/read/module-metrics'

/** The figures of all modules in one bucket. */
export interface ModulePoint {
  from: bigint
  to: bigint
  start: bigint | undefined
  modules: Map<string, ModuleBucket>
}

/** Buckets of all modules, joined by their blocks: a module without a transaction in some block has fewer of them. */
export function pointsOf(buckets: readonly ModuleBucket[]): ModulePoint[] {
  const points = new Map<bigint, ModulePoint>()
  for (const one of buckets) {
    const { bucket, from, to, start } = one
    const point = points.get(bucket) ?? { from, to, start, modules: new Map() }
    if (from < point.from) point.from = from
    if (to > point.to) point.to = to
    point.modules.set(one.moduleId, one)
    points.set(bucket, point)
  }
  return [...points.values()]
}

/** The sum of a measure over some modules of a point. */
export function sumOf(point: ModulePoint, measure: (module: ModuleBucket) => bigint): bigint {
  let sum = 0n
  for (const module of point.modules.values()) sum += measure(module)
  return sum
}
