'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { nothingAt } from './nothing-at'
import { PageHeader } from './page-header'
import { EmptyState } from './states'

/** What a page says that does not exist: what was looked for, and how such things are named. */
export function NothingHere({ chainIsKnown = true }: { chainIsKnown?: boolean }) {
  const { sentence, rule } = nothingAt(usePathname(), chainIsKnown)
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        more={
          <>
            {rule && `${rule} `}
            <Link href="/" prefetch={false}>
              To the overview
            </Link>
          </>
        }
      >
        {sentence}
      </EmptyState>
    </>
  )
}
