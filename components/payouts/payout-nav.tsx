import Link from 'next/link'
import { type Base, path } from '@/lib/format/paths'

/** The pages about payouts as a whole, beside each other. */
export function PayoutNav({
  base,
  current,
}: {
  base: Base
  current: 'programs' | 'findings' | 'wallet' | 'verify'
}) {
  const pages = [
    { id: 'programs', name: 'Programs', href: path.programs(base) },
    { id: 'findings', name: 'Findings', href: path.findings(base) },
    { id: 'wallet', name: 'Was I paid?', href: path.wallet(base) },
    { id: 'verify', name: 'Verify', href: path.verify() },
  ]
  return (
    <nav className="tabs" aria-label="Payouts">
      {pages.map(({ id, name, href }) => (
        <Link key={id} href={href} prefetch={false} aria-current={id === current ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
