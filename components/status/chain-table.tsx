import Link from 'next/link'
import { Icon } from '@/components/chips/icons'
import { stateIcon } from '@/components/chips/state-icon'
import { DataTable } from '@/components/table/data-table'
import type { ChainStatus } from '@/lib/db/read/status'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

/** Chains of the database, one a row, each leading to its own status. */
export function ChainTable({ chains }: { chains: readonly { chain: ChainStatus; base: Base }[] }) {
  return (
    <DataTable
      label="Other chains"
      stack="lead"
      rows={chains}
      rowKey={({ chain }) => String(chain.chainId)}
      columns={[
        {
          id: 'name',
          header: 'Chain',
          rowHeader: true,
          cell: ({ chain, base }) => (
            <Link href={path.status(base)} prefetch={false}>
              {chain.name}
            </Link>
          ),
        },
        {
          id: 'state',
          header: 'State',
          cell: ({ chain }) => (
            <span className="badge" data-tone={chain.tone}>
              <Icon name={stateIcon(chain.state)} /> {chain.state}
            </span>
          ),
        },
        { id: 'sentence', header: 'In words', prose: true, fill: true, cell: ({ chain }) => chain.sentence },
        {
          id: 'head',
          header: 'Head',
          align: 'right',
          cell: ({ chain }) => (chain.head === undefined ? '–' : integer(chain.head)),
        },
        {
          id: 'indexed',
          header: 'Indexed',
          align: 'right',
          cell: ({ chain }) => (chain.indexedHead === undefined ? '–' : integer(chain.indexedHead)),
        },
      ]}
    />
  )
}
