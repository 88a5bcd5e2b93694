'use client'

import Link from 'next/link'
import { useSelectedLayoutSegment } from 'next/navigation'
import { type Base, path } from '@/lib/format/paths'

const entries = [
  { name: 'Overview', to: path.home, segments: [] },
  { name: 'Blocks', to: path.blocks, segments: ['blocks', 'block', 'txs', 'tx'] },
  { name: 'Parallelism', to: path.parallelism, segments: ['parallelism', 'what-if'] },
  { name: 'Modules', to: path.modules, segments: ['modules', 'module'] },
  {
    name: 'Programs',
    to: path.programs,
    segments: ['programs', 'program', 'payment', 'findings', 'wallet', 'verify'],
  },
  { name: 'Status', to: path.status, segments: ['status', 'finality'] },
] as const

/** The main navigation, marking where the reader is. */
export function Nav({ base }: { base: Base }) {
  const here = useSelectedLayoutSegment()
  return (
    <nav className="nav" aria-label="Main">
      {entries.map(({ name, to, segments }) => {
        const current = here === null ? name === 'Overview' : segments.some((segment) => segment === here)
        return (
          <Link key={name} href={to(base)} prefetch={false} aria-current={current ? 'page' : undefined}>
            {name}
          </Link>
        )
      })}
    </nav>
  )
}
