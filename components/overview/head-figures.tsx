import Link from 'next/link'
import { Age } from '@/components/chips/quantities'
import { Figure, Figures } from '@/components/text/figures'
import type { RecentActivity } from '@/lib/db/read/overview'
import type { ChainStatus } from '@/lib/db/read/status'
import { integer, scaled } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

interface HeadFiguresProps {
  chain: ChainStatus
  activity: RecentActivity | undefined
  base: Base
}

/** Where the chain is, how fresh that is, and how much it carries. */
export function HeadFigures({ chain, activity, base }: HeadFiguresProps) {
  const rate = (total: bigint | number) =>
    activity && activity.seconds > 0 ? scaled(Number(total) / activity.seconds) : '–'
  const ground = activity && `over the last ${integer(activity.blocks)} blocks`
  // Rates need blocks that follow each other; single blocks far apart have none.
  const following = chain.mode === 'follow'
  const behind = following ? (chain.head ?? 0n) - (chain.indexedHead ?? 0n) : 0n
  return (
    <Figures>
      <Figure
        label="Last indexed block"
        value={
          chain.indexedHead === undefined ? (
            '–'
          ) : (
            <Link href={path.block(base, chain.indexedHead)} prefetch={false}>
              {integer(chain.indexedHead)}
            </Link>
          )
        }
        detail={
          chain.indexedTimestamp === undefined ? (
            'nothing yet'
          ) : (
            <>
              <Age timestamp={chain.indexedTimestamp} />
              {behind > 0n && `, ${integer(behind)} behind the head`}
            </>
          )
        }
      />
      {following && (
        <>
          <Figure label="Transactions" value={rate(activity?.transactions ?? 0)} unit="/s" detail={ground} />
          <Figure label="Gas" value={rate(activity?.gasUsed ?? 0n)} unit="/s" detail={ground} />
          <Figure
            label="Block interval"
            value={chain.interval === undefined ? '–' : integer(chain.interval)}
            unit="s"
            detail="median of the last 20"
          />
        </>
      )}
    </Figures>
  )
}
