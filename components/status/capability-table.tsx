import { Verdict } from '@/components/chips/verdict'
import { DataTable } from '@/components/table/data-table'

interface CapabilityWords {
  name: string
  /** what it is used for */
  use: string
  /** what is done without it */
  without: string
}

/** What a node may be able to do, in the order of how much depends on it. */
const words = new Map<string, CapabilityWords>([
  [
    'prestate',
    {
      name: 'State that a transaction touched',
      use: 'Says which keys each transaction read.',
      without: 'Access sets are estimated from addresses and logs.',
    },
  ],
  [
    'prestateDiff',
    {
      name: 'State that a transaction changed',
      use: 'Says which keys each transaction wrote.',
      without: 'Access sets are estimated from addresses and logs.',
    },
  ],
  [
    'traceBlock',
    {
      name: 'Traces of whole blocks',
      use: 'One request traces a block.',
      without: 'Transactions are traced one by one where the node traces at all.',
    },
  ],
  [
    'disableCode',
    {
      name: 'Traces without code',
      use: 'Traces come without the code of contracts, and smaller.',
      without: 'Traces carry the code of every contract touched.',
    },
  ],
  [
    'codeHash',
    {
      name: 'Hashes of code in traces',
      use: 'Traces name the code of contracts by its hash.',
      without: 'The hash of a contract’s code is known only where its code is.',
    },
  ],
  [
    'callTracer',
    {
      name: 'Traces of calls',
      use: 'Says why transactions reverted, and which contracts calls created.',
      without: 'Reasons of reverts are not known.',
    },
  ],
  [
    'blockReceipts',
    {
      name: 'Receipts of whole blocks',
      use: 'One request reads the receipts of a block.',
      without: 'Receipts are read one by one.',
    },
  ],
  [
    'blockAccessList',
    {
      name: 'Block access lists (EIP-7928)',
      use: 'Says what each transaction wrote where there is no trace: figures are then a lower bound.',
      without: 'Nothing is lost where the node traces.',
    },
  ],
  [
    'historicalState',
    {
      name: 'State of old blocks',
      use: 'Balances of programs are read at the blocks that their audits stand on.',
      without: 'Checks that need an old balance are indeterminate.',
    },
  ],
  [
    'safe',
    { name: 'Safe head', use: 'The node says which block is safe.', without: 'The node does not say.' },
  ],
  [
    'finalized',
    {
      name: 'Finalized head',
      use: 'The node says which block is final.',
      without: 'The node does not say.',
    },
  ],
])
const order = [...words.keys()]

interface Capability {
  method: string
  works: boolean
}

/** What the node was found able to do when the indexer started, and what follows from it. */
export function CapabilityTable({ capabilities }: { capabilities: readonly Capability[] }) {
  const place = ({ method }: Capability) => (words.has(method) ? order.indexOf(method) : order.length)
  return (
    <DataTable
      label="What the node can do"
      stack="lead"
      rows={capabilities.toSorted((a, b) => place(a) - place(b))}
      rowKey={({ method }) => method}
      columns={[
        {
          id: 'name',
          header: 'Ability',
          rowHeader: true,
          cell: ({ method }) => words.get(method)?.name ?? method,
        },
        {
          id: 'works',
          header: 'Offered',
          cell: ({ works }) => (works ? <Verdict kind="pass" word="yes" /> : <span className="dim">no</span>),
        },
        {
          id: 'use',
          header: 'What follows',
          prose: true,
          fill: true,
          cell: ({ method, works }) => words.get(method)?.[works ? 'use' : 'without'],
        },
      ]}
    />
  )
}
