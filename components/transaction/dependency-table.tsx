import { Hash } from '@/components/chips/hash'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { KeyName } from '@/components/parallelism/key-name'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { Labels } from '@/lib/db/read/labels'
import type { TransactionSummary } from '@/lib/db/read/transactions'
import { shortenWithin } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { splitKey } from '@/lib/parallelism/keys'
import type { Neighbour } from '@/lib/parallelism/neighbours'
import { POLICIES, type StateKey } from '@/lib/parallelism/types'

interface DependencyTableProps {
  neighbours: readonly Neighbour[]
  /** the block's transactions by index, those that are needed */
  transactions: ReadonlyMap<number, TransactionSummary>
  names: ReadonlyMap<StateKey, string>
  modules: ModuleNames
  labels: Labels
  base: Base
  label: string
  /** what it says where there are none */
  none: string
}

/** Rows that are shown before the rest is only counted. */
const SHOWN = 100
/** Keys of a row that are named. */
const KEYS_NAMED = 2

/** The transactions that another one waits for, or that wait for it: through which keys, and under which policies. */
export function DependencyTable(props: DependencyTableProps) {
  const { neighbours, transactions, modules, base, label, none } = props
  if (neighbours.length === 0) return <EmptyState>{none}</EmptyState>
  const columns: Column<Neighbour>[] = [
    {
      id: 'transaction',
      header: 'Transaction',
      rowHeader: true,
      cell: ({ index }) => {
        const hash = transactions.get(index)?.hash
        return (
          <>
            <span className="index">#{index}</span>{' '}
            {hash && <Hash hash={hash} href={path.transaction(base, hash)} what="transaction hash" />}
          </>
        )
      },
    },
    {
      id: 'module',
      header: 'Home module',
      cell: ({ index }) => {
        const home = transactions.get(index)?.homeModule
        return home && <ModuleTag id={home} modules={modules} base={base} />
      },
    },
    {
      id: 'keys',
      header: 'Through',
      fill: true,
      prose: true,
      cell: (neighbour) => <Keys neighbour={neighbour} {...props} />,
    },
    ...POLICIES.map(
      (policy): Column<Neighbour> => ({
        id: policy,
        header: policy,
        align: 'right',
        hint: `Keys between the two under the policy ${policy}`,
        cell: ({ keys }) => {
          const count = keys[policy].length
          if (count === 0) return <span className="dim">–</span>
          return `${integer(count)} ${count === 1 ? 'key' : 'keys'}`
        },
      }),
    ),
  ]
  return (
    <>
      <DataTable
        label={label}
        stack="lead"
        columns={columns}
        rows={neighbours.slice(0, SHOWN)}
        rowKey={({ index }) => String(index)}
      />
      {neighbours.length > SHOWN && (
        <p className="note table-note">and {integer(neighbours.length - SHOWN)} more</p>
      )}
    </>
  )
}

function Keys({ neighbour, names, labels, base }: DependencyTableProps & { neighbour: Neighbour }) {
  const keys = [...new Set(POLICIES.flatMap((policy) => neighbour.keys[policy]))]
  const rest = keys.length - KEYS_NAMED
  return (
    <span className="others">
      {keys.slice(0, KEYS_NAMED).map((key) => {
        const { kind, address, slot } = splitKey(key)
        const label = names.get(key)
        const name = {
          kind,
          address,
          slot,
          label: label && shortenWithin(label),
          contractLabel: labels.get(address),
        }
        return <KeyName key={key} name={name} base={base} />
      })}
      {rest > 0 && (
        <span className="dim">
          and {integer(rest)} more {rest === 1 ? 'key' : 'keys'}
        </span>
      )}
    </span>
  )
}
