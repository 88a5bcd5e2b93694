import { type ModuleNames, ModuleTag, moduleColour, moduleName } from '@/components/chips/tags'
import { EmptyState } from '@/components/text/states'
import type { ModuleConflictTotal } from '@/lib/db/read/module-metrics'
import { integer, percent } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'

interface ConflictMatrixProps {
  /** ids of the home modules, in the order of the rows */
  homes: readonly string[]
  conflicts: ModuleConflictTotal[]
  modules: ModuleNames
  base: Base
}

/** Dependencies between home modules: rows are the earlier transaction's home, columns the later one's. */
export function ConflictMatrix({ homes, conflicts, modules, base }: ConflictMatrixProps) {
  const edges = new Map(conflicts.map((pair) => [`${pair.earlierModule}>${pair.laterModule}`, pair.edges]))
  const total = conflicts.reduce((sum, pair) => sum + pair.edges, 0)
  const most = conflicts.reduce((highest, pair) => Math.max(highest, pair.edges), 0)
  if (total === 0) return <EmptyState>No transaction of these blocks depends on an earlier one.</EmptyState>
  const of = (earlier: string, later: string) => edges.get(`${earlier}>${later}`) ?? 0
  const within = homes.reduce((sum, id) => sum + of(id, id), 0)
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0)
  return (
    <>
      <div className="table-wrap">
        <table className="data matrix" aria-label="Dependencies between modules: earlier by later">
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-visually">Earlier transaction’s module</span>
              </th>
              {homes.map((id) => (
                <th key={id} scope="col" className="right">
                  <span
                    className="matrix-head"
                    title={`later: ${moduleName(id, modules)}`}
                    style={{ ['--module' as string]: moduleColour(id, modules) }}
                  >
                    {moduleName(id, modules)}
                  </span>
                </th>
              ))}
              <th scope="col" className="right">
                Sum
              </th>
            </tr>
          </thead>
          <tbody>
            {homes.map((earlier) => (
              <tr key={earlier}>
                <th scope="row">
                  <ModuleTag id={earlier} modules={modules} base={base} />
                </th>
                {homes.map((later) => {
                  const count = of(earlier, later)
                  return (
                    <td
                      key={later}
                      className="right heat"
                      style={{ ['--heat' as string]: `${heat(count, most)}%` }}
                      title={`${moduleName(earlier, modules)} → ${moduleName(later, modules)}: ${integer(count)} dependencies, ${percent(count, total)} of all`}
                    >
                      {count === 0 ? <span className="dim">·</span> : integer(count)}
                    </td>
                  )
                })}
                <td className="right">{integer(sum(homes.map((later) => of(earlier, later))))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>Sum</td>
              {homes.map((later) => (
                <td key={later} className="right">
                  {integer(sum(homes.map((earlier) => of(earlier, later))))}
                </td>
              ))}
              <td className="right">{integer(total)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="note table-note">
        Rows: home of the earlier transaction. Columns: home of the later one, which waits.{' '}
        {percent(within, total)} of the dependencies stay within a module.
      </p>
    </>
  )
}

/** Ink of a cell in percent; by the root, so that small counts stay visible beside large ones. */
function heat(count: number, most: number): string {
  return most === 0 ? '0' : (Math.sqrt(count / most) * 55).toFixed(1)
}
