import { Verdict, verdictKind } from '@/components/chips/verdict'
import { DataTable } from '@/components/table/data-table'
import { BLOCK_CHECKS, type BlockCheck as BlockCheckId } from '@/lib/chain/verify'
import type { BlockCheck } from '@/lib/db/read/blocks'

/** The name of each check, and what it compared. */
const words: Record<BlockCheckId, { name: string; compared: string }> = {
  headerHash: {
    name: 'Header',
    compared: 'The hash of the header, computed again, is the hash that the node calls the block by.',
  },
  parentHash: {
    name: 'Parent',
    compared: 'The parent that the header names is the block that is stored before it.',
  },
  transactions: {
    name: 'Transactions',
    compared:
      'Each transaction, encoded again from its fields, hashes to its own name; none is out of place.',
  },
  transactionsRoot: {
    name: 'Transactions root',
    compared: 'The trie of all transactions, built again, has the root in the header.',
  },
  withdrawalsRoot: {
    name: 'Withdrawals root',
    compared: 'The trie of the withdrawals has the root in the header; without one there are none.',
  },
  receipts: {
    name: 'Receipts',
    compared: 'Every receipt belongs to a transaction, in order; the gas adds up, and no log is missing.',
  },
  logsBloom: { name: 'Logs bloom', compared: 'The bloom filter of all logs is the one in the header.' },
  receiptsRoot: {
    name: 'Receipts root',
    compared: 'The trie of all receipts, built again, has the root in the header.',
  },
  accessList: {
    name: 'Access list',
    compared:
      'The block’s access list (EIP-7928), encoded again, has the hash in the header; without one there is none.',
  },
}

const isKnown = (id: string): id is BlockCheckId => Object.hasOwn(words, id)
/** The database keeps no order of the checks; what is not known here comes last. */
const placeOf = ({ id }: BlockCheck) => (isKnown(id) ? BLOCK_CHECKS.indexOf(id) : BLOCK_CHECKS.length)

/** The checks that a block stood before it was stored. */
export function CheckTable({ checks }: { checks: readonly BlockCheck[] }) {
  return (
    <DataTable
      label="Checks of this block"
      stack="lead"
      rows={checks.toSorted((a, b) => placeOf(a) - placeOf(b))}
      rowKey={(check) => check.id}
      columns={[
        {
          id: 'check',
          header: 'Check',
          rowHeader: true,
          cell: ({ id }) => (isKnown(id) ? words[id].name : id),
        },
        {
          id: 'verdict',
          header: 'Verdict',
          cell: ({ verdict }) => <Verdict kind={verdictKind(verdict)} />,
        },
        {
          id: 'compared',
          header: 'What was compared',
          prose: true,
          fill: true,
          cell: ({ id, reason }) => (
            <>
              {isKnown(id) && words[id].compared}
              {reason !== undefined && <span className="note"> Not known here: {reason}.</span>}
            </>
          ),
        },
      ]}
    />
  )
}
