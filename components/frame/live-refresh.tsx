'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { type ChainState, useStatus } from './use-status'

/** Renders the page again on the server when a new block has been indexed. Put on pages that show the newest. */
export function LiveRefresh({ rendered }: { rendered: ChainState }) {
  const { state } = useStatus(rendered)
  const router = useRouter()
  const shown = useRef(rendered.indexedHead)
  useEffect(() => {
    if (state.indexedHead === null || state.indexedHead === shown.current) return
    shown.current = state.indexedHead
    router.refresh()
  }, [state.indexedHead, router])
  return null
}
