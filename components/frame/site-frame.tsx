import Link from 'next/link'
import type { ReactNode } from 'react'
import { type Base, path } from '@/lib/format/paths'
import { FreshnessBadge } from './freshness-badge'
import { Logo } from './logo'
import { Nav } from './nav'
import { PageHelpers } from './page-helpers'
import { SearchBox } from './search-box'
import { ThemeToggle } from './theme-toggle'
import type { ChainState } from './use-status'

interface SiteFrameProps {
  base: Base
  /** name of the chain shown, and of the others where there are several */
  chain?: { name: string; chainId: bigint }
  others?: { name: string; base: Base }[]
  state?: ChainState
  /** unix seconds at rendering */
  now: number
  children: ReactNode
}

/** Header, page and footer: the same around every page, also when the database cannot be reached. */
export function SiteFrame({ base, chain, others = [], state, now, children }: SiteFrameProps) {
  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <header className="header">
        <div className="header-row">
          <Link className="wordmark" href={path.home(base)} prefetch={false}>
            <Logo /> Parascope
          </Link>
          <Nav base={base} />
          <SearchBox base={base} />
          <div className="header-tools">
            {state && <FreshnessBadge base={base} rendered={state} now={now} />}
            <ThemeToggle />
          </div>
        </div>
      </header>
      <main className="page" id="page">
        {children}
      </main>
      <footer className="footer">
        <div className="footer-row">
          <span>
            Parascope{chain ? `: ${chain.name}, chain ${chain.chainId}` : ''}. Every block is verified before
            it is shown.
          </span>
          {others.map((other) => (
            <Link key={other.base} href={path.home(other.base)} prefetch={false}>
              {other.name}
            </Link>
          ))}
          <Link href={path.api(base)} prefetch={false}>
            API
          </Link>
        </div>
      </footer>
      <PageHelpers />
    </div>
  )
}
