import { Hash } from '@/components/chips/hash'
import { Age } from '@/components/chips/quantities'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import { BlockLink } from '@/components/transaction/block-link'
import type { ReorgRecord } from '@/lib/db/read/chains'
import { integer } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'

interface ReorgTableProps {
  reorgs: readonly ReorgRecord[]
  base: Base
}

/** What left the chain after it had been indexed: how deep, from where, which blocks. */
export function ReorgTable({ reorgs, base }: ReorgTableProps) {
  if (reorgs.length === 0) return <EmptyState>No indexed block has left the chain.</EmptyState>
  return (
    <DataTable
      label="Reorganisations"
      stack="lead"
      rows={reorgs}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          id: 'depth',
          header: 'Removed',
          rowHeader: true,
          cell: ({ depth }) => (depth === 1 ? '1 block' : `${integer(depth)} blocks`),
        },
        {
          id: 'seen',
          header: 'Seen',
          cell: ({ detectedAt }) => <Age timestamp={BigInt(Math.floor(detectedAt.getTime() / 1000))} />,
        },
        {
          id: 'common',
          header: 'Last in common',
          cell: ({ commonNumber }) => <BlockLink number={commonNumber} base={base} />,
        },
        {
          id: 'replaced',
          header: 'Replaced by',
          cell: ({ replacedByHash }) =>
            replacedByHash === undefined ? (
              <span className="dim">nothing: the chain was shorter</span>
            ) : (
              <Hash hash={replacedByHash} what="block hash" />
            ),
        },
        {
          id: 'removed',
          header: 'Removed blocks',
          prose: true,
          fill: true,
          cell: ({ removedHashes, commonNumber }) => (
            <Removed hashes={removedHashes} first={commonNumber + 1n} />
          ),
        },
      ]}
    />
  )
}

function Removed({ hashes, first }: { hashes: readonly string[]; first: bigint }) {
  return (
    <details>
      <summary>{hashes.length === 1 ? '1 hash' : `${integer(hashes.length)} hashes`}</summary>
      <ul>
        {hashes.map((hash, i) => (
          <li key={hash}>
            <span className="index">{integer(first + BigInt(i))}</span>{' '}
            <Hash hash={hash} full what="block hash" />
          </li>
        ))}
      </ul>
    </details>
  )
}
