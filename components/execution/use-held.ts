'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/**
 * The transaction that the address holds (`tx`), and the way to hold another or none: timeline and graph of a page show
 * the same one, and the address can be sent.
 */
export function useHeld(): [held: number | undefined, hold: (transaction: number | undefined) => void] {
  const text = useSearchParams().get('tx')
  const held = text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined
  const hold = useCallback((transaction: number | undefined) => {
    const address = new URL(window.location.href)
    if (transaction === undefined) address.searchParams.delete('tx')
    else address.searchParams.set('tx', `${transaction}`)
    window.history.replaceState(null, '', address)
  }, [])
  return [held, hold]
}
