'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { Icon } from '@/components/chips/icons'
import { stateIcon } from '@/components/chips/state-icon'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { span } from '@/lib/format/time'
import { type ChainState, useStatus } from './use-status'

/** On every page: the last indexed block and its age, or in plain words what has stopped. */
export function FreshnessBadge({ base, rendered, now }: { base: Base; rendered: ChainState; now: number }) {
  const { state, failed } = useStatus(rendered)
  const [clock, setClock] = useState(now)
  useEffect(() => {
    const tick = setInterval(() => setClock(Date.now() / 1000), 1000)
    return () => clearInterval(tick)
  }, [])
  if (failed) {
    return (
      <Link
        className="badge"
        data-tone="bad"
        href={path.status(base)}
        prefetch={false}
        title="What is shown may be old."
      >
        <Icon name="bolt" /> No live data
      </Link>
    )
  }
  const quiet = state.state === 'following' || state.state === 'selected blocks'
  const height = state.indexedHead === null ? 'no block yet' : integer(BigInt(state.indexedHead))
  const age = state.indexedTimestamp === null ? undefined : span(clock - Number(state.indexedTimestamp))
  return (
    <Link
      className="badge"
      data-tone={state.tone}
      href={path.status(base)}
      prefetch={false}
      title={state.sentence}
    >
      <Icon name={stateIcon(state.state)} />
      {quiet ? (
        <span>
          {height}
          {age !== undefined && state.state === 'following' && <span className="dim"> · {age}</span>}
        </span>
      ) : (
        <span className="state-words">{state.state}</span>
      )}
    </Link>
  )
}
