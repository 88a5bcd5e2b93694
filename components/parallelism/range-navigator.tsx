import Link from 'next/link'
import type { Step } from '@/lib/db/read/span'
import { bucketWords } from '../charts/bucket-rows'
import { CopyLink } from './copy-link'
import type { LoadedRange } from './load-range'
import { neighboursOf } from './move-range'
import { type BrushPoint, RangeBrush } from './range-brush'
import { stepWords } from './range-words'
import { pinnedQuery, rangeEnds, timeText, type View, viewQuery } from './view'

interface RangeNavigatorProps {
  view: View
  /** the page's path, without a query */
  href: string
  range: LoadedRange
  points: BrushPoint[]
  /** what the bars of the strip are */
  bars?: string
}

const MOVES = [
  ['earlier', '← Earlier'],
  ['later', 'Later →'],
  ['closer', 'Zoom in'],
  ['wider', 'Zoom out'],
] as const

/** Letters that the field of an end has room for at least. */
const SHORTEST = 8

/** Moves through the range of a page: a strip to choose a part of it, its neighbours, its ends, its own address. */
export function RangeNavigator({ view, href, range, points, bars = 'Gas used' }: RangeNavigatorProps) {
  const neighbours = neighboursOf(range.ends, range.known)
  const ends = rangeEnds(range.ends)
  // What the form does not ask for goes with it.
  const {
    from: _from,
    to: _to,
    ...kept
  } = Object.fromEntries(new URLSearchParams(viewQuery({ ...view, range: range.ends })))
  const size = Math.max(SHORTEST, ends.from.length, ends.to.length)
  const format = `A block number, or a time in UTC such as ${timeText(range.known.last - (range.known.last % 3600n))}`
  return (
    <section className="range-nav" aria-label="Range">
      {points.length > 1 && (
        <RangeBrush
          key={`${ends.from} ${ends.to}`}
          points={points}
          href={href}
          query={kept}
          bars={`${bars}, ${stepWords(range.step)}`}
        />
      )}
      <div className="range-foot">
        <nav className="range-moves" aria-label="Other ranges">
          {MOVES.map(([move, words]) => {
            const to = neighbours[move]
            return to ? (
              <Link
                key={move}
                href={`${href}${viewQuery({ ...view, range: to })}`}
                prefetch={false}
                scroll={false}
              >
                {words}
              </Link>
            ) : (
              <span key={move} className="dim">
                {words}
              </span>
            )
          })}
        </nav>
        <form action={href} method="get" className="range-form">
          {Object.entries(kept).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label>
            From <input name="from" defaultValue={ends.from} size={size} title={format} autoComplete="off" />
          </label>
          <label>
            to <input name="to" defaultValue={ends.to} size={size} title={format} autoComplete="off" />
          </label>
          <button type="submit">Show</button>
        </form>
        <CopyLink href={`${href}${pinnedQuery(view, range.ends, { workers: `${view.workers}` })}`} />
      </div>
    </section>
  )
}

interface GasBucket {
  from: bigint
  to: bigint
  start: bigint | undefined
  gas: bigint
}

/** Buckets, in order, as the points of the strip. */
export function brushPoints(buckets: readonly GasBucket[], step: Step): BrushPoint[] {
  const most = buckets.map(({ gas }) => Number(gas)).reduce((a, b) => Math.max(a, b), 0)
  return buckets.map((bucket) => ({
    ...('seconds' in step && bucket.start !== undefined
      ? { from: timeText(bucket.start), to: timeText(bucket.start + step.seconds) }
      : { from: `${bucket.from}`, to: `${bucket.to}` }),
    words: bucketWords(bucket, step),
    height: most === 0 ? 0 : Number(bucket.gas) / most,
  }))
}
