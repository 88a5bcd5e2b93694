import { Verdict, verdictKind } from '@/components/chips/verdict'
import { DataTable } from '@/components/table/data-table'
import type { BlockCheck } from '@/lib/db/read/blocks'

interface CheckWords {
  name: string
  compared: string
}

/** The checks of a block by their ids, from its name down to its receipts: in words, and what each compared. */
const words = new Map<string, CheckWords>([
  [
    'headerHash',
    {
      name: 'Header',
      compared: 'The hash of the header, computed again, is the hash that the node calls the block by.',
    },
  ],
  [
    'parentHash',
    { name: 'Parent', compared: 'The parent that the header names is the block that is stored before it.' },
  ],
  [
    'transactions',
    {
      name: 'Transactions',
      compared:
        'Each transaction, encoded again from its fields, hashes to its own name, stands at its index and in this block.',
    },
  ],
  [
    'transactionsRoot',
    {
      name: 'Transactions root',
      compared: 'The trie of all transactions, built again, has the root in the header.',
    },
  ],
  [
    'withdrawalsRoot',
    {
      name: 'Withdrawals root',
      compared: 'The trie of the withdrawals has the root in the header; without one there are none.',
    },
  ],
  [
    'receipts',
    {
      name: 'Receipts',
      compared:
        'Every receipt belongs to a transaction of the block, in order, and gas and logs add up over the block.',
    },
  ],
  ['logsBloom', { name: 'Logs bloom', compared: 'The bloom filter of all logs is the one in the header.' }],
  [
    'receiptsRoot',
    { name: 'Receipts root', compared: 'The trie of all receipts, built again, has the root in the header.' },
  ],
])
const order = [...words.keys()]

/** The checks that a block stood before it was stored. */
export function CheckTable({ checks }: { checks: readonly BlockCheck[] }) {
  const place = ({ id }: BlockCheck) => (words.has(id) ? order.indexOf(id) : order.length)
  return (
    <DataTable
      label="Checks of this block"
      stack="lead"
      rows={checks.toSorted((a, b) => place(a) - place(b))}
      rowKey={(check) => check.id}
      columns={[
        { id: 'check', header: 'Check', rowHeader: true, cell: ({ id }) => words.get(id)?.name ?? id },
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
              {words.get(id)?.compared}
              {reason !== undefined && <span className="note"> Not known here: {reason}.</span>}
            </>
          ),
        },
      ]}
    />
  )
}
