import Link from 'next/link'

export interface Tab {
  /** the value of `?tab=`; the first tab is the page without it */
  id: string
  name: string
  count?: string
}

/** The tab that a page's `?tab=` asks for; the first one where it asks for none or for one that does not exist. */
export function currentTab<Id extends string>(ids: readonly [Id, ...Id[]], asked: unknown): Id {
  return ids.find((id) => id === asked) ?? ids[0]
}

/** Tabs that are links: each has its address, works without scripts, and can be sent to somebody. */
export function Tabs({ tabs, current, href }: { tabs: readonly Tab[]; current: string; href: string }) {
  return (
    <nav className="tabs" aria-label="Parts of this page">
      {tabs.map((tab, i) => (
        <Link
          key={tab.id}
          href={i === 0 ? href : `${href}?tab=${tab.id}`}
          prefetch={false}
          scroll={false}
          aria-current={tab.id === current ? 'page' : undefined}
        >
          {tab.name}
          {tab.count !== undefined && <span className="count">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
