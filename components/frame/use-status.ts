'use client'

import useSWR from 'swr'
import type { Freshness } from '@/lib/format/freshness'

/** The part of `/api/v1/status` that pages use. Integers are decimal strings. */
export interface ChainState extends Freshness {
  chainId: string
  indexedHead: string | null
  indexedTimestamp: string | null
}

const REFRESH_MS = 2000

async function read(url: string): Promise<{ chains: ChainState[] }> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The site answered ${response.status}.`)
  return response.json()
}

/** The live state of a chain, from one shared request; until the first answer, what the server rendered. */
export function useStatus(rendered: ChainState): { state: ChainState; failed: boolean } {
  const { data, error } = useSWR('/api/v1/status', read, {
    refreshInterval: REFRESH_MS,
    dedupingInterval: REFRESH_MS / 2,
    keepPreviousData: true,
    shouldRetryOnError: false,
  })
  const state = data?.chains.find((chain) => chain.chainId === rendered.chainId) ?? rendered
  return { state, failed: error !== undefined }
}
