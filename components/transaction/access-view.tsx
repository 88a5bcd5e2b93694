import Link from 'next/link'
import { type ModuleNames, PolicyTag, SourceTag } from '@/components/chips/tags'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { askQuery } from '@/components/what-if/what-if-query'
import type { TransactionRecord } from '@/lib/db/read/transactions'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { POLICIES, type Policy, type Source } from '@/lib/parallelism/types'
import { groupAccess } from './access-groups'
import { AccessTable } from './access-table'
import { DependencyTable } from './dependency-table'
import type { loadAccess } from './load-access'

interface AccessViewProps {
  transaction: TransactionRecord
  data: NonNullable<Awaited<ReturnType<typeof loadAccess>>>
  policy: Policy
  source: Source | undefined
  modules: ModuleNames
  base: Base
}

/** What a transaction touched, what it had to wait for, and what waited for it. */
export function AccessView({ transaction, data, policy, source, modules, base }: AccessViewProps) {
  const { set, neighbours, names, owners, labels, transactions } = data
  const href = `${path.transaction(base, transaction.hash)}?tab=access`
  const under = (list: typeof neighbours.earlier) => list.filter(({ keys }) => keys[policy].length > 0).length
  const shared = { transactions, names, modules, labels, base }
  const sourceTag = source && <SourceTag source={source} />
  const tags = (
    <>
      <PolicyTag policy={policy} />
      {sourceTag}
    </>
  )
  const block = { from: transaction.blockNumber, to: transaction.blockNumber }
  const hrefOf = (index: number) => {
    const other = transactions.get(index)
    return other ? path.transaction(base, other.hash) : path.block(base, transaction.blockNumber)
  }
  return (
    <>
      <nav className="choice-line" aria-label="Policy">
        Policy
        {POLICIES.map((each) => (
          <Link
            key={each}
            href={`${href}&policy=${each}`}
            prefetch={false}
            scroll={false}
            aria-current={each === policy ? 'true' : undefined}
          >
            {each}
          </Link>
        ))}
      </nav>
      <Figures>
        <Figure label="Keys read" value={integer(set.reads.length)} detail={ofStorage(set.reads)} />
        <Figure label="Keys written" value={integer(set.writes.length)} detail={ofStorage(set.writes)} />
        <Figure label="Waits for" value={integer(under(neighbours.earlier))} detail="earlier transactions" />
        <Figure label="Waited on by" value={integer(under(neighbours.later))} detail="later transactions" />
      </Figures>
      <Section
        title="It waits for"
        note="earlier transactions that wrote what it reads, under each policy"
        aside={sourceTag}
      >
        <DependencyTable
          {...shared}
          neighbours={neighbours.earlier}
          label="Transactions that this one depends on"
          none="No earlier transaction of the block wrote anything that it reads."
        />
      </Section>
      <Section
        title="They wait for it"
        note="later transactions that read what it wrote, under each policy"
        aside={sourceTag}
      >
        <DependencyTable
          {...shared}
          neighbours={neighbours.later}
          label="Transactions that depend on this one"
          none="No later transaction of the block reads anything that it wrote."
        />
      </Section>
      <Section title="Access set" note="by account" aside={tags}>
        <AccessTable
          askOf={(key) => `${path.whatIf(base)}${askQuery({ kind: 'key', key }, policy, block)}`}
          groups={groupAccess(set, neighbours, policy)}
          names={names}
          owners={owners}
          modules={modules}
          labels={labels}
          base={base}
          hrefOf={hrefOf}
        />
      </Section>
    </>
  )
}

function ofStorage(keys: readonly string[]): string {
  return `${integer(keys.filter((key) => key.startsWith('s:')).length)} of storage`
}
