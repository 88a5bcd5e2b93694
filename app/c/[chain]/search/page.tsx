import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { allChains, baseOf, type ChainParams, type Site, withSite } from '@/app/site'
import { Hits, hrefOf } from '@/components/search/hits'
import { PageHeader, Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { getModuleNames } from '@/lib/db/read/module-names'
import { NAMES_FOUND, search } from '@/lib/db/read/search'
import { single } from '@/lib/format/parse'

export const metadata: Metadata = { title: 'Search' }

interface Props {
  params: ChainParams
  searchParams: Promise<{ q?: string | string[] }>
}

/** What can be searched for, in words. */
const CAN =
  'A search finds blocks by number or hash, transactions by hash, accounts by address, and modules, programs, contracts and tokens by name.'
/** Longer than anything that can be found. */
const LONGEST = 200

/** `?q=`: goes to the one thing that it names, else lists what it names, else says that it names nothing. */
export default function Search({ params, searchParams }: Props) {
  return withSite(params, async (site) => {
    const text = single((await searchParams).q)?.trim() ?? ''
    if (text === '') {
      return (
        <>
          <PageHeader title="Search" />
          <EmptyState>{CAN}</EmptyState>
        </>
      )
    }
    const groups = text.length > LONGEST || text.includes('\0') ? [] : await searchChains(site, text)
    const [only, ...others] = groups.flatMap(({ base, hits }) => hits.map((hit) => hrefOf(hit, base)))
    if (only !== undefined && others.length === 0) redirect(only)
    return (
      <>
        <PageHeader title="Search" sub={`for “${text.slice(0, LONGEST)}”`} />
        {groups.length === 0 && (
          <EmptyState more={CAN}>
            Nothing that is indexed is called “{text.slice(0, LONGEST)}
            {text.length > LONGEST && '…'}”.
          </EmptyState>
        )}
        {groups.map(({ name, hits, modules, base }) => (
          <Section
            key={base}
            title={`On ${name}`}
            note={hits.length >= NAMES_FOUND ? `the first ${NAMES_FOUND} of each kind` : undefined}
          >
            <Hits hits={hits} modules={modules} base={base} />
          </Section>
        ))}
      </>
    )
  })
}

/** What the text names on this chain; where that is nothing, on the others. */
async function searchChains({ db, chain, base, modules }: Site, text: string) {
  const here = await search(db, chain.chainId, text)
  if (here.length > 0) return [{ name: chain.name, base, modules, hits: here }]
  const others = (await allChains()).filter(({ chainId }) => chainId !== chain.chainId)
  const found = await Promise.all(
    others.map(async (other) => ({
      name: other.name,
      base: baseOf(other),
      modules: await getModuleNames(db, other.chainId),
      hits: await search(db, other.chainId, text),
    })),
  )
  return found.filter(({ hits }) => hits.length > 0)
}
