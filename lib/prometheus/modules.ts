import type { ModuleTotal } from '../db/read/module-metrics'
import { type Policy, TRANSFER, UNASSIGNED } from '../parallelism/types'
import type { Families } from './families'
import { ratioOf, type Window } from './parallelism'

/** Modules that get series of their own, by home gas; what is left is one more, "other". */
const MOST_MODULES = 32
const OTHER = 'other'

/** The modules of a window, at most MOST_MODULES and "other", so that no chain makes series without bound. */
export function boundedModules(totals: readonly ModuleTotal[], most = MOST_MODULES): ModuleTotal[] {
  const byGas = totals.toSorted((a, b) => (a.homeGas < b.homeGas ? 1 : -1))
  const rest = byGas.slice(most)
  return rest.length === 0 ? byGas : [...byGas.slice(0, most), { ...rest.reduce(added), moduleId: OTHER }]
}

function added(a: ModuleTotal, b: ModuleTotal): ModuleTotal {
  return {
    moduleId: OTHER,
    touchingTxs: a.touchingTxs + b.touchingTxs,
    homeTxs: a.homeTxs + b.homeTxs,
    homeGas: a.homeGas + b.homeGas,
    crossModuleTxs: a.crossModuleTxs + b.crossModuleTxs,
    edges: a.edges + b.edges,
    conflictedTxs: a.conflictedTxs + b.conflictedTxs,
    touchingGas: a.touchingGas + b.touchingGas,
    criticalPathGas: a.criticalPathGas + b.criticalPathGas,
  }
}

/** How the modules of a chain did in a window under a policy. */
export function addModules(
  families: Families,
  chainId: bigint,
  policy: Policy,
  window: Window,
  totals: readonly ModuleTotal[],
): void {
  for (const total of boundedModules(totals)) {
    const labels = { chain: String(chainId), policy, window, module: total.moduleId }
    const gauge = (name: string, help: string, value: number | bigint | undefined) =>
      families.gauge(`parascope_module_${name}`, help, labels, value)
    gauge('home_gas', 'Gas of the transactions at home in the module.', total.homeGas)
    gauge('home_transactions', 'Transactions at home in the module.', total.homeTxs)
    gauge('touching_transactions', 'Transactions that touch state of the module.', total.touchingTxs)
    gauge('dependencies', 'Dependencies through state of the module.', total.edges)
    gauge(
      'conflicted_transactions_ratio',
      'Share of the touching transactions in a conflict on its state, 0 to 1.',
      ratioOf(total.conflictedTxs, total.touchingTxs),
    )
    gauge(
      'cross_module_transactions_ratio',
      'Share of the home transactions that touch another module, 0 to 1.',
      ratioOf(total.crossModuleTxs, total.homeTxs),
    )
    gauge(
      'speedup_bound_ratio',
      'Gas of the touching transactions over the critical path on its state alone.',
      ratioOf(total.touchingGas, total.criticalPathGas),
    )
  }
  const homes = totals.filter(({ moduleId }) => moduleId !== UNASSIGNED && moduleId !== TRANSFER)
  const sum = homes.reduce((all, { homeGas }) => all + homeGas, 0n)
  const largest = Math.max(0, ...homes.map(({ homeGas }) => Number(homeGas)))
  families.gauge(
    'parascope_load_imbalance_ratio',
    'Largest over mean home gas of the modules that appear in the window.',
    { chain: String(chainId), policy, window },
    ratioOf(largest * homes.length, sum),
  )
}
