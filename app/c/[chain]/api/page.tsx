import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { ENDPOINTS } from '@/components/api/endpoints'
import { DataTable } from '@/components/table/data-table'
import { PageHeader, Section } from '@/components/text/page-header'

export const metadata: Metadata = { title: 'API' }

/** Every address that answers with JSON, and how such answers are to be read. */
export default function Api({ params }: { params: ChainParams }) {
  return withSite(params, async ({ chain }) => (
    <>
      <PageHeader title="API" sub="the same figures for programs" />
      <p className="prose">
        All answers are JSON over GET and need no key. Integers of the chain are strings of decimal digits,
        hashes and addresses are lower-case hex, times are unix seconds, and what is not known is null. The
        chain is the default one unless <code>chain</code> names another by its id ({String(chain.chainId)}{' '}
        here). What goes wrong is one sentence under <code>error</code>, with the status 400 for a wrong
        request, 404 for what is not there and 503 while the database cannot be used. Where CSV is offered,{' '}
        <code>format=csv</code> asks for it.
      </p>
      <Section title="Addresses">
        <DataTable
          label="Addresses of the API"
          stack="lead"
          rows={ENDPOINTS}
          rowKey={({ path }) => path}
          columns={[
            {
              id: 'path',
              header: 'Address',
              rowHeader: true,
              cell: ({ path, example }) =>
                example === undefined ? (
                  <code>{path}</code>
                ) : (
                  <a href={example}>
                    <code>{path}</code>
                  </a>
                ),
            },
            {
              id: 'csv',
              header: 'As',
              cell: ({ csv }) => <span className="dim">{csv ? 'JSON, CSV' : 'JSON'}</span>,
            },
            { id: 'what', header: 'What it answers', prose: true, fill: true, cell: ({ what }) => what },
          ]}
        />
      </Section>
    </>
  ))
}
