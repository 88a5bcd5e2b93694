'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { type ChainState, useStatus } from './use-status'

/**
 * Renders the page again on the server when a new block has been indexed or the chain's state has changed. Put on pages
 * that show the newest.
 */
export function LiveRefresh({ rendered }: { rendered: ChainState }) {
  const { state } = useStatus(rendered)
  const router = useRouter()
  const now = `${state.indexedHead} ${state.state}`
  const shown = useRef(`${rendered.indexedHead} ${rendered.state}`)
  useEffect(() => {
    if (now === shown.current) return
    shown.current = now
    router.refresh()
  }, [now, router])
  return null
}
