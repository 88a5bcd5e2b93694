import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { withSite } from '@/app/site'
import { Address } from '@/components/chips/hash'
import { ModuleTag } from '@/components/chips/tags'
import { cutPage, PositionPages, pagePlace } from '@/components/table/position-pages'
import { PageHeader, Section } from '@/components/text/page-header'
import { EmptyState, ErrorState } from '@/components/text/states'
import { STANDARDS } from '@/components/token/standards'
import { TokenFigures } from '@/components/token/token-figures'
import { TransferTable } from '@/components/transaction/transfer-table'
import { findStoredRange } from '@/lib/db/read/blocks'
import { getLabels } from '@/lib/db/read/labels'
import { getTokenTransfers } from '@/lib/db/read/token-transfers'
import { findToken } from '@/lib/db/read/tokens'
import { checksum, shorten } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { parseAddress } from '@/lib/format/parse'
import { path } from '@/lib/format/paths'

interface Props {
  params: Promise<{ chain: string; address: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const PAGE = 50

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const address = parseAddress((await params).address)
  return { title: address === undefined ? 'Token' : `Token ${shorten(checksum(address))}` }
}

/** A token: how it names itself, what the indexed transfers add up to, and the transfers page by page. */
export default function TokenPage({ params, searchParams }: Props) {
  return withSite(params, async ({ db, chain, base, modules }) => {
    const { chainId } = chain
    const address = parseAddress((await params).address)
    const token = address === undefined ? undefined : await findToken(db, chainId, address)
    if (token === undefined) notFound()
    const place = pagePlace(await searchParams)
    const href = path.token(base, checksum(token.address))
    const [range, rows] = await Promise.all([
      findStoredRange(db, chainId),
      getTokenTransfers(db, chainId, token.address, {
        before: place.before,
        after: place.after,
        limit: PAGE + 1,
      }),
    ])
    const page = cutPage(rows, place, PAGE)
    const [first, last] = [page.rows[0], page.rows.at(-1)]
    const labels = await getLabels(
      db,
      chainId,
      page.rows.flatMap(({ from, to }) => [from, to]),
    )
    return (
      <>
        <PageHeader
          title={token.name ?? token.symbol ?? 'Token without a name'}
          sub={token.symbol}
          aside={
            <>
              {token.moduleId !== undefined && (
                <ModuleTag id={token.moduleId} modules={modules} base={base} />
              )}
              <span className="tag">
                standard <b>{STANDARDS[token.standard] ?? token.standard}</b>
              </span>
            </>
          }
        />
        <TokenFigures token={token} range={range} />
        <p className="token-contract">
          <span className="note">Contract</span> <Address address={token.address} base={base} full />
        </p>
        <Section title="Transfers" note="newest first">
          {place.wrong !== undefined ? (
            <ErrorState more={<a href={href}>Show the newest.</a>}>
              “{place.wrong}” is not a place in this list.
            </ErrorState>
          ) : first && last ? (
            <>
              <TransferTable
                of="token"
                label={`Transfers of ${token.symbol ?? 'this token'}`}
                transfers={page.rows}
                labels={labels}
                base={base}
              />
              <PositionPages
                page={page}
                href={href}
                positionOf={(row) => ({
                  blockNumber: row.blockNumber,
                  index: row.logIndex,
                  part: row.batchIndex,
                })}
              >
                Blocks {integer(last.blockNumber)} to {integer(first.blockNumber)}
              </PositionPages>
            </>
          ) : (
            <EmptyState more={<a href={href}>Show the newest.</a>}>No transfer of it is there.</EmptyState>
          )}
        </Section>
      </>
    )
  })
}
