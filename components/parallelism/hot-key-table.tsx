import Link from 'next/link'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import { askQuery } from '@/components/what-if/what-if-query'
import type { HotKeyTotal } from '@/lib/db/read/hot-keys'
import { integer, percent } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { joinKey } from '@/lib/parallelism/keys'
import type { Policy } from '@/lib/parallelism/types'
import { KeyName, keyWords } from './key-name'
import { ShareBar } from './share-bar'
import type { BlockRange } from './view'

interface HotKeyTableProps {
  keys: HotKeyTotal[]
  /** gas used over the range: what waiting is a share of */
  gasUsed: bigint
  modules: ModuleNames
  base: Base
  /** leaves out the module, on a module's own page */
  withoutModule?: boolean
  /** the keys are of one block: leaves out how many blocks they were hot in */
  oneBlock?: boolean
  /** policy and blocks that "What if" is asked of */
  ask: { policy: Policy; range?: BlockRange }
}

/** The state keys that gas waits behind, hottest first. */
export function HotKeyTable(props: HotKeyTableProps) {
  const { keys, gasUsed, modules, base, withoutModule, oneBlock, ask } = props
  if (keys.length === 0) return <EmptyState>No transaction waited for another through these keys.</EmptyState>
  const columns: Column<HotKeyTotal>[] = [
    {
      id: 'key',
      header: 'Key',
      rowHeader: true,
      wrap: true,
      cell: (key) => <KeyName name={key} base={base} />,
    },
    ...(withoutModule
      ? []
      : [
          {
            id: 'module',
            header: 'Module',
            wide: true,
            cell: (key: HotKeyTotal) => <ModuleTag id={key.moduleId} modules={modules} base={base} />,
          },
        ]),
    {
      id: 'waiting',
      header: 'Gas waiting behind it',
      align: 'right',
      wide: true,
      hint: 'Gas of the transactions that depend on an earlier one through this key',
      cell: (key) => integer(key.waitingGas),
    },
    {
      id: 'share',
      header: 'Of gas used',
      hint: 'Gas of the transactions that depend on an earlier one through this key, over the gas used',
      align: 'right',
      cell: (key) => (
        <ShareBar part={key.waitingGas} whole={gasUsed} text={percent(key.waitingGas, gasUsed)} />
      ),
    },
    { id: 'edges', header: 'Dependencies', align: 'right', wide: true, cell: (key) => integer(key.edges) },
    { id: 'readers', header: 'Reads', align: 'right', wide: true, cell: (key) => integer(key.readers) },
    { id: 'writers', header: 'Writes', align: 'right', wide: true, cell: (key) => integer(key.writers) },
  ]
  if (!oneBlock)
    columns.push(
      {
        id: 'blocks',
        header: 'In blocks',
        align: 'right',
        wide: true,
        hint: 'Blocks in which it was among the ten hottest keys',
        cell: (key) => integer(key.blocks),
      },
      {
        id: 'last',
        header: 'Last in',
        align: 'right',
        wide: true,
        cell: (key) => (
          <Link href={path.block(base, key.lastBlock)} prefetch={false}>
            {integer(key.lastBlock)}
          </Link>
        ),
      },
    )
  columns.push({
    id: 'ask',
    header: 'Change it',
    align: 'right',
    hint: 'What the metrics would be if the updates of this key commuted',
    cell: (key) => (
      <Link
        href={`${path.whatIf(base)}${askQuery({ kind: 'key', key: joinKey(key) }, ask.policy, ask.range)}`}
        prefetch={false}
        aria-label={`What if ${keyWords(key)} were commutative`}
      >
        What if
      </Link>
    ),
  })
  return (
    <>
      <DataTable
        label="Hottest keys"
        columns={columns}
        rows={keys}
        rowKey={(key) => `${key.kind}${key.address}${key.slot ?? ''}`}
      />
      {!oneBlock && (
        <p className="note table-note">
          Sums over the ten hottest keys of each block: a lower bound for keys that were not always among
          them.
        </p>
      )}
    </>
  )
}
