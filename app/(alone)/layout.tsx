import type { ReactNode } from 'react'
import { SiteFrame } from '@/components/frame/site-frame'

/** Pages that are about no chain of the database: they stand while it cannot be used, and ask the site for nothing. */
export default function AloneLayout({ children }: { children: ReactNode }) {
  return (
    <SiteFrame base="" now={Date.now() / 1000}>
      {children}
    </SiteFrame>
  )
}
