export interface SlowTransaction {
  gas: number
  validation: number
  restart: number
}

/**
 * docs/parallelism.md, "Optimistic execution", written down as plainly as possible: at every moment everything is asked of
 * every transaction again.
 */
export function slowOptimistic(dependencies: number[][], transactions: SlowTransaction[], workers: number) {
  const state = transactions.map(() => 'ready' as 'ready' | 'waiting' | 'running' | 'executed')
  const isEstimate = transactions.map(() => false)
  const wasAborted = transactions.map(() => false)
  const until = transactions.map(() => 0)
  const run = { makespanGas: 0, aborts: 0, abortedTxs: 0, executions: 0, validations: 0 }
  const all = transactions.map((_, i) => i)
  const dependents = (i: number) => all.filter((j) => dependencies[j]?.includes(i))
  const readsEstimate = (j: number) => (dependencies[j] ?? []).some((i) => isEstimate[i])
  const abort = (i: number) => {
    if (state[i] !== 'running' && state[i] !== 'executed') return
    if (state[i] === 'executed') run.validations++
    run.aborts++
    wasAborted[i] = true
    isEstimate[i] = true
    state[i] = 'ready'
    dependents(i).forEach(abort)
  }
  for (let now = 0; ; ) {
    for (;;) {
      const next = all.find((i) => state[i] === 'ready')
      if (next === undefined || all.filter((i) => state[i] === 'running').length >= workers) break
      if (readsEstimate(next)) {
        state[next] = 'waiting'
        isEstimate[next] = true
        continue
      }
      const { gas, validation, restart } = transactions[next] ?? { gas: 0, validation: 0, restart: 0 }
      state[next] = 'running'
      until[next] = now + gas + validation + (wasAborted[next] ? restart : 0)
    }
    const running = all.filter((i) => state[i] === 'running')
    if (running.length === 0)
      return { ...run, makespanGas: now, abortedTxs: wasAborted.filter(Boolean).length }
    now = Math.min(...running.map((i) => until[i] ?? 0))
    // Those that end at one moment end one after another, the lower first; one may abort another.
    for (;;) {
      const i = all.find((each) => state[each] === 'running' && until[each] === now)
      if (i === undefined) break
      run.executions++
      run.validations++
      state[i] = 'executed'
      isEstimate[i] = false
      for (const j of dependents(i)) if (state[j] === 'waiting' && !readsEstimate(j)) state[j] = 'ready'
      dependents(i).forEach(abort)
    }
  }
}
