import Link from 'next/link'
import type { ReactNode } from 'react'

interface PaginationProps {
  /** what is shown: "Blocks 1,201 to 1,250" */
  children: ReactNode
  /** addresses of the neighbouring pages by keyset cursor; undefined where there is none */
  first?: string
  newer?: string
  older?: string
  /** names of the three steps, where they do not lead through time */
  words?: readonly [string, string, string]
}

const NEWEST_FIRST = ['Newest', '← Newer', 'Older →'] as const

/** Keyset pagination: each page has an address that keeps showing the same rows. */
export function Pagination({ children, first, newer, older, words = NEWEST_FIRST }: PaginationProps) {
  const steps = [
    { name: words[0], href: first },
    { name: words[1], href: newer },
    { name: words[2], href: older },
  ]
  return (
    <nav className="pager" aria-label="Pages">
      <span>{children}</span>
      {steps.map(({ name, href }) =>
        href ? (
          <Link key={name} href={href} prefetch={false}>
            {name}
          </Link>
        ) : (
          <span key={name} aria-disabled="true">
            {name}
          </span>
        ),
      )}
    </nav>
  )
}
