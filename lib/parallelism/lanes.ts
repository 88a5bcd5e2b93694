import { type Csr, float, int } from './csr'
import type { ScheduleWatch } from './schedule-watch'
import { Scratch } from './scratch'

/**
 * The module-partitioned makespan in gas: each module is one serial lane. In block order, a transaction starts when
 * its dependencies have finished and the lanes of all modules that it touches are free, and holds them all to its
 * end; one that touches no contract holds none. As many workers as there is work.
 * Row j of `touched` lists the lanes that transaction j holds, as numbers below `lanes`. `watch` hears of starts.
 */
export function moduleMakespan(
  dependencies: Csr,
  touched: Csr,
  lanes: number,
  gas: Float64Array,
  watch?: ScheduleWatch,
  scratch = new Scratch(),
): number {
  const finished = scratch.floats(dependencies.rows)
  const laneFree = scratch.floats(lanes).fill(0)
  let last = 0
  for (let j = 0; j < dependencies.rows; j++) {
    let start = 0
    for (let e = int(dependencies.start, j), end = int(dependencies.start, j + 1); e < end; e++) {
      start = Math.max(start, float(finished, int(dependencies.items, e)))
    }
    const from = int(touched.start, j)
    const to = int(touched.start, j + 1)
    for (let e = from; e < to; e++) start = Math.max(start, float(laneFree, int(touched.items, e)))
    const end = start + float(gas, j)
    for (let e = from; e < to; e++) laneFree[int(touched.items, e)] = end
    finished[j] = end
    watch?.started(j, start, end)
    last = Math.max(last, end)
  }
  return last
}
