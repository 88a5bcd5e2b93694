import Link from 'next/link'
import { Age } from '@/components/chips/quantities'
import { Figure, Figures } from '@/components/text/figures'
import type { ChainStatus } from '@/lib/db/read/status'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { span } from '@/lib/format/time'

/** The node's head, the indexed head, and what lies between. */
export function ChainFigures({ chain, base }: { chain: ChainStatus; base: Base }) {
  const { indexedHead, indexedTimestamp, interval } = chain
  // A block may be stored a moment before the heartbeat that tells of it.
  const ahead = (indexedTimestamp ?? 0n) > (chain.headTimestamp ?? 0n) && chain.mode === 'follow'
  const head = ahead ? indexedHead : chain.head
  const headTimestamp = ahead ? indexedTimestamp : chain.headTimestamp
  const lag = head === undefined || indexedHead === undefined ? undefined : head - indexedHead
  const behind =
    headTimestamp === undefined || indexedTimestamp === undefined
      ? undefined
      : Number(headTimestamp - indexedTimestamp)
  return (
    <Figures>
      <Figure
        label="Head of the node"
        value={head === undefined ? '–' : integer(head)}
        detail={headTimestamp === undefined ? 'not seen' : <Age timestamp={headTimestamp} />}
      />
      <Figure
        label="Indexed head"
        value={
          indexedHead === undefined ? (
            '–'
          ) : (
            <Link href={path.block(base, indexedHead)} prefetch={false}>
              {integer(indexedHead)}
            </Link>
          )
        }
        detail={indexedTimestamp === undefined ? 'nothing yet' : <Age timestamp={indexedTimestamp} />}
      />
      {chain.mode === 'follow' && (
        <>
          <Figure
            label="Lag"
            value={lag === undefined ? '–' : integer(lag < 0n ? 0n : lag)}
            unit={lag === 1n ? 'block' : 'blocks'}
            detail={behind === undefined ? undefined : `${span(behind)} of the chain’s time`}
          />
          <Figure
            label="Block interval"
            value={interval === undefined ? '–' : integer(interval)}
            unit="s"
            detail="median of the last 20"
          />
        </>
      )}
    </Figures>
  )
}
