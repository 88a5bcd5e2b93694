import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { withSite } from '@/app/site'
import { moduleColour } from '@/components/chips/tags'
import { ContractTable } from '@/components/modules/contract-table'
import { loadModule, loadModuleFigures } from '@/components/modules/load-module'
import { ModuleFiguresView } from '@/components/modules/module-view'
import { TransactionTable } from '@/components/modules/transaction-table'
import { brushPoints, RangeNavigator } from '@/components/parallelism/range-navigator'
import { RangeWords } from '@/components/parallelism/range-words'
import type { Query } from '@/components/parallelism/view'
import { ViewControls } from '@/components/parallelism/view-controls'
import { withView } from '@/components/parallelism/with-view'
import { PageHeader, Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { Module } from '@/lib/db/read/modules'
import { integer } from '@/lib/format/numbers'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Module' }

/** Where the members of a module are declared. */
function contractsNote({ origin, rules }: Module): string {
  if (rules === undefined) return origin === 'registry' ? 'by the registry’s events' : 'by the modules file'
  const declared = [
    [rules.addresses, 'address', 'addresses'],
    [rules.deployers, 'deployer', 'deployers'],
    [rules.codeHashes, 'code hash', 'code hashes'],
  ] as const
  const parts = declared.flatMap(([count, one, many]) =>
    count === 0 ? [] : [`${integer(count)} ${count === 1 ? one : many}`],
  )
  return parts.length === 0
    ? 'no longer named by the modules file'
    : `by the modules file: ${parts.join(', ')}; those that a block has touched`
}

interface ModuleProps {
  params: Promise<{ chain: string; id: string }>
  searchParams: Promise<Query>
}

export default function ModulePage({ params, searchParams }: ModuleProps) {
  return withSite(params, async ({ db, chain: { chainId }, base, modules }) => {
    const { id } = await params
    const record = await loadModule(db, chainId, decodeURIComponent(id))
    if (!record) notFound()
    const { module, contracts, transactions } = record
    const href = path.module(base, module.moduleId)
    return withView(searchParams, href, async (view) => {
      const figures = await loadModuleFigures(db, chainId, module, view)
      return (
        <>
          <PageHeader
            title={
              <span
                className="module-title"
                style={{ ['--module' as string]: moduleColour(module.moduleId, modules) }}
              >
                {module.name}
              </span>
            }
            sub={module.description}
            aside={
              <span className="tag">
                by <b>{module.origin}</b>
              </span>
            }
          />
          <ViewControls view={view} href={href} withoutWorkers />
          {figures ? (
            <>
              <p className="range-line">
                <RangeWords
                  range={figures.range}
                  from={figures.chain.fromTimestamp}
                  to={figures.chain.toTimestamp}
                />
              </p>
              <RangeNavigator
                view={view}
                href={href}
                range={figures.range}
                bars="Gas of its home transactions"
                points={brushPoints(
                  figures.buckets.map((bucket) => ({ ...bucket, gas: bucket.homeGas })),
                  figures.range.step,
                )}
              />
              <ModuleFiguresView
                name={module.name}
                figures={figures}
                view={view}
                chainId={chainId}
                modules={modules}
                base={base}
              />
            </>
          ) : (
            <EmptyState>No analysed block is in this range.</EmptyState>
          )}
          <Section title="Contracts" note={contractsNote(module)}>
            <ContractTable contracts={contracts} base={base} />
          </Section>
          <Section title="Recent transactions" note="whose home it is">
            <TransactionTable
              moduleId={module.moduleId}
              transactions={transactions}
              modules={modules}
              base={base}
            />
          </Section>
        </>
      )
    })
  })
}
