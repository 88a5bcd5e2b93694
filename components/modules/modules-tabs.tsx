import Link from 'next/link'
import { type Base, path } from '@/lib/format/paths'

/** The two pages on modules: what is declared, and what the transactions themselves suggest. */
export function ModulesTabs({ base, current }: { base: Base; current: 'declared' | 'discovery' }) {
  const tabs = [
    { id: 'declared', name: 'Declared', href: path.modules(base) },
    { id: 'discovery', name: 'Discovered', href: path.discovery(base) },
  ]
  return (
    <nav className="tabs" aria-label="Modules">
      {tabs.map(({ id, name, href }) => (
        <Link key={id} href={href} prefetch={false} aria-current={id === current ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  )
}
