'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'

/** A point of the strip: its ends as the parameters `from` and `to` have them. */
export interface BrushPoint {
  from: string
  to: string
  words: string
  /** 0 to 1 */
  height: number
}

interface RangeBrushProps {
  points: BrushPoint[]
  /** the page's path */
  href: string
  /** the page's other parameters */
  query: Record<string, string>
  /** what the bars are: "Gas used, one point a block" */
  bars: string
}

/** "Blocks 30 to 55", "2026-11-22 03:30 to 2026-11-22 07:30 UTC". */
function endsInWords(from: string, to: string): string {
  if (/^\d+$/.test(from)) return `Blocks ${from} to ${to}`
  const plain = (time: string) => time.replace('T', ' ').replace('Z', '')
  return `${plain(from)} to ${plain(to)} UTC`
}

/** Chooses a part of a range: drawn with the pointer, or by two handles that follow the arrow keys. */
export function RangeBrush({ points, href, query, bars }: RangeBrushProps) {
  const router = useRouter()
  const last = points.length - 1
  const [chosen, setChosen] = useState<[number, number]>([0, last])
  // Without scripts there is nothing to hold: the handles come with them.
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  const strip = useRef<HTMLDivElement>(null)
  const anchor = useRef<number | undefined>(undefined)
  const [first, end] = chosen
  const whole = first === 0 && end === last
  const from = points[first]
  const to = points[end]
  if (!from || !to) return null
  const target = `${href}?${new URLSearchParams({ ...query, from: from.from, to: to.to })}`

  const pointAt = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect()
    if (!box || box.width === 0) return 0
    const share = (event.clientX - box.left) / box.width
    return Math.min(last, Math.max(0, Math.floor(share * points.length)))
  }
  const choose = (a: number, b: number) => setChosen(a < b ? [a, b] : [b, a])
  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    anchor.current = pointAt(event)
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    if (anchor.current !== undefined) choose(anchor.current, pointAt(event))
  }
  const release = () => {
    anchor.current = undefined
  }
  const keys = (handle: 0 | 1) => (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !whole) return router.push(target, { scroll: false })
    if (event.key === 'Escape') return setChosen([0, last])
    const at = chosen[handle]
    const page = Math.max(1, Math.round(points.length / 10))
    const steps: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - page,
      PageUp: at + page,
      Home: 0,
      End: last,
    }
    const wanted = steps[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    if (handle === 0) setChosen([Math.min(Math.max(0, wanted), end), end])
    else setChosen([first, Math.max(Math.min(last, wanted), first)])
  }
  const percent = (points: number, of: number) => `${(points / of) * 100}%`
  return (
    <div className="brush">
      <div
        ref={strip}
        className="brush-strip"
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <svg
          viewBox={`0 0 ${points.length} 1`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${bars}, from ${points[0]?.words} to ${points[last]?.words}`}
        >
          {points.map(({ from, height }, i) => (
            <rect
              key={from}
              x={i + 0.08}
              width={0.84}
              y={1 - height}
              height={height}
              data-in={i >= first && i <= end ? '' : undefined}
            />
          ))}
        </svg>
        {live && (
          <>
            <div
              className="brush-chosen"
              style={{
                left: percent(first, points.length),
                right: percent(last - end, points.length),
              }}
            />
            {([0, 1] as const).map((handle) => (
              <div
                key={handle}
                role="slider"
                tabIndex={0}
                className="brush-handle"
                aria-label={handle === 0 ? 'Begin of the part' : 'End of the part'}
                aria-valuemin={0}
                aria-valuemax={last}
                aria-valuenow={chosen[handle]}
                aria-valuetext={points[chosen[handle]]?.words}
                style={{ left: percent(handle === 0 ? first : end + 1, points.length) }}
                onKeyDown={keys(handle)}
                onPointerDown={(event) => {
                  event.stopPropagation()
                  anchor.current = handle === 0 ? end : first
                  strip.current?.setPointerCapture(event.pointerId)
                }}
              />
            ))}
          </>
        )}
      </div>
      <p className="brush-words">
        {whole ? (
          <span className="dim">
            {bars}.{live && ' Drag to choose a part, or move the handles with the arrow keys.'}
          </span>
        ) : (
          <>
            <span>{first === end ? from.words : endsInWords(from.from, to.to)}</span>{' '}
            <a
              href={target}
              onClick={(event) => {
                event.preventDefault()
                router.push(target, { scroll: false })
              }}
            >
              Show this part
            </a>{' '}
            <button type="button" onClick={() => setChosen([0, last])}>
              Clear
            </button>
          </>
        )}
      </p>
    </div>
  )
}
