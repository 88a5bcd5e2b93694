import { KeyValue, KeyValues } from '@/components/text/key-values'

/** Each figure of the page in one sentence, with where its definition comes from. */
export function Definitions() {
  return (
    <KeyValues>
      <KeyValue name="Conflict">
        A later transaction of a block reads a key that an earlier one wrote. Writes alone do not conflict.
      </KeyValue>
      <KeyValue name="Policy">
        <b>storage</b>: storage keys alone. <b>accounts</b>: all keys; credits to a balance commute with each
        other. <b>strict</b>: all keys; a credit reads and writes the balance.
      </KeyValue>
      <KeyValue name="Source">
        <b>traced</b>: exact. <b>access list</b>: writes by transaction, but not all reads; conflicts, largest
        components and critical paths are lower bounds, speedup bounds upper ones. <b>estimated</b>: guessed
        from addresses and logs.
      </KeyValue>
      <KeyValue name="Critical path">
        The heaviest chain of dependent transactions, in gas. <Source>Garamvölgyi et al., ICSE 2022</Source>
      </KeyValue>
      <KeyValue name="Speedup bound">
        Gas used over critical path gas: work over span. Over many blocks, the sums of both.
      </KeyValue>
      <KeyValue name="List scheduling">
        Gas used over the makespan on the workers, starting first whatever has most gas after it.{' '}
        <Source>Graham 1969</Source>
      </KeyValue>
      <KeyValue name="Module-partitioned">
        One serial lane a module and one for all unassigned contracts; a transaction holds the lanes of all
        modules that it touches.
      </KeyValue>
      <KeyValue name="Optimistic">
        Execute at once, validate, abort and repeat what read too early, simulated.{' '}
        <Source>Block-STM: Gelashvili et al. 2022</Source>
      </KeyValue>
      <KeyValue name="Conflict rates">
        Transactions with at least one conflict; the largest connected component; both over all transactions.{' '}
        <Source>Reijsbergen and Dinh 2020, arXiv 2003.06128</Source>
      </KeyValue>
    </KeyValues>
  )
}

function Source({ children }: { children: string }) {
  return <span className="note">{children}</span>
}
