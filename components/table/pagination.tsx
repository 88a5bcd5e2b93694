import Link from 'next/link'
import type { ReactNode } from 'react'

interface PaginationProps {
  /** what is shown: "Blocks 1,201 to 1,250" */
  children: ReactNode
  /** addresses of the neighbouring pages by keyset cursor; undefined where there is none */
  first?: string
  newer?: string
  older?: string
}

/** Keyset pagination: each page has an address that keeps showing the same rows. */
export function Pagination({ children, first, newer, older }: PaginationProps) {
  const steps = [
    { name: 'Newest', href: first },
    { name: '← Newer', href: newer },
    { name: 'Older →', href: older },
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
