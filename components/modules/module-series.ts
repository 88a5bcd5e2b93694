import type { ModuleTotal } from '@/lib/db/read/module-metrics'

/** A rate of a module, in percent: the same in the chart, its table and the CSV. */
export interface ModuleRate {
  id: string
  name: string
  part: (total: ModuleTotal) => number
  whole: (total: ModuleTotal) => number
}

export const moduleRates: readonly ModuleRate[] = [
  {
    id: 'conflicts',
    name: 'Conflict rate',
    part: (total) => total.conflictedTxs,
    whole: (total) => total.touchingTxs,
  },
  {
    id: 'cross',
    name: 'Cross-module share',
    part: (total) => total.crossModuleTxs,
    whole: (total) => total.homeTxs,
  },
]

/** Percent for drawing; null where it is a share of nothing. */
export function rate({ part, whole }: ModuleRate, total: ModuleTotal): number | null {
  return whole(total) === 0 ? null : (part(total) / whole(total)) * 100
}

/** Speedup bound over the module's own keys; null where nothing touched it. */
export function moduleBound(total: ModuleTotal): number | null {
  return total.criticalPathGas === 0n ? null : Number(total.touchingGas) / Number(total.criticalPathGas)
}
