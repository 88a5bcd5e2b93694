'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type Base, path } from '@/lib/format/paths'

/**
 * The search field: a plain form, so it works without scripts. On the page of results it holds what was searched for.
 * The key "/" focuses it (page-helpers).
 */
export function SearchBox({ base }: { base: Base }) {
  const query = useSearchParams().get('q')
  const asked = usePathname().endsWith('/search') && query !== null ? query : ''
  return (
    <search className="search">
      <form action={path.search(base)}>
        <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
          <circle cx="6" cy="6" r="4.25" strokeWidth="1.5" />
          <path d="m9.25 9.25 3.5 3.5" strokeWidth="1.5" />
        </svg>
        <input
          key={asked}
          type="search"
          name="q"
          defaultValue={asked}
          placeholder="Block, hash, address or name"
          aria-label="Search by block number, hash, address, module or program"
          autoComplete="off"
          spellCheck={false}
        />
      </form>
    </search>
  )
}
