import { type ModuleNames, moduleColour } from '@/components/chips/tags'
import type { ModuleCallTotal } from '@/lib/db/read/module-calls'
import { integer, percent, scaled } from '@/lib/format/numbers'
import { TRANSFER } from '@/lib/parallelism/types'
import type { Measure } from './coordination-query'
import { endName } from './end-name'
import { bandPath, type FlowEnd, flowLayout } from './flow-layout'

interface FlowDiagramProps {
  calls: readonly ModuleCallTotal[]
  by: Measure
  modules: ModuleNames
  /** what the diagram says, for people who cannot see it */
  label: string
  /** leads from a flow to its row */
  rowOf: (call: ModuleCallTotal) => string
}

/** Units of the drawing across; it is stretched to its place. */
const WIDTH = 1000
/** A flow from this height on has room for its figure. Pixels. */
const NAMED_FROM = 13

/** Who calls whom: callers at the left, callees at the right, a flow as wide as what goes from one to the other. */
export function FlowDiagram({ calls, by, modules, label, rowOf }: FlowDiagramProps) {
  const sizeOf = (call: ModuleCallTotal) => (by === 'gas' ? Math.max(0, Number(call.gas)) : call.calls)
  const orderOf = (id: string) => modules.get(id)?.ordinal ?? Number.MAX_SAFE_INTEGER
  const flows = calls.map((call) => ({
    from: call.callerModule,
    to: call.calleeModule,
    size: sizeOf(call),
    failed: call.calls === 0 ? 0 : call.failed / call.calls,
  }))
  const layout = flowLayout(flows, orderOf)
  const callOf = (from: string, to: string) =>
    calls.find(({ callerModule, calleeModule }) => callerModule === from && calleeModule === to)
  const unit = by === 'gas' ? ' gas' : ''
  const bands = layout.bands.flatMap((band) => {
    const call = callOf(band.from, band.to)
    return call ? [{ band, call, words: flowWords(call, modules) }] : []
  })
  const ends = (side: 'left' | 'right') =>
    layout[side].map((end) => (
      <End
        key={end.id}
        end={end}
        name={endName(end.id, modules)}
        colour={moduleColour(end.id, modules)}
        unit={unit}
      />
    ))
  return (
    <nav className="flow" aria-label={label} style={{ height: layout.height }}>
      <div className="flow-ends left">{ends('left')}</div>
      <div className="flow-plot">
        <svg viewBox={`0 0 ${WIDTH} ${layout.height}`} preserveAspectRatio="none" height={layout.height}>
          <title>{label}</title>
          <defs>
            <pattern
              id="flow-failed"
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path d="M0 0v5" className="flow-hatch" />
            </pattern>
          </defs>
          {bands.map(({ band, call, words }) => (
            <a key={words} href={rowOf(call)} aria-label={words}>
              <title>{words}</title>
              <path
                className="flow-band"
                style={{ fill: moduleColour(band.from, modules) }}
                d={bandPath(band, WIDTH)}
              />
              {band.failed > 0 && (
                <path
                  className="flow-fails"
                  d={bandPath(band, WIDTH, Math.max(band.failed, 2 / Math.max(2, band.height)))}
                />
              )}
            </a>
          ))}
        </svg>
        {bands.map(
          ({ band, call, words }) =>
            band.height >= NAMED_FROM && (
              <span
                key={words}
                className="flow-figure"
                style={{ top: band.top + band.height / 2 }}
                aria-hidden="true"
              >
                {by === 'gas' ? scaled(call.gas) : integer(call.calls)}
                {call.failed > 0 && <em> {percent(call.failed, call.calls)} fail</em>}
              </span>
            ),
        )}
      </div>
      <div className="flow-ends right">{ends('right')}</div>
    </nav>
  )
}

function End({ end, name, colour, unit }: { end: FlowEnd; name: string; colour: string; unit: string }) {
  return (
    <div
      className="flow-end"
      style={{ top: end.top, height: Math.max(2, end.height), ['--module' as string]: colour }}
    >
      <span>
        {name}
        <small>
          {scaled(end.size)}
          {unit}
        </small>
      </span>
    </div>
  )
}

/** A flow in a sentence. */
export function flowWords(call: ModuleCallTotal, modules: ModuleNames): string {
  const { callerModule, calleeModule, calls, failed, gas } = call
  const times = calls === 1 ? 'once' : `${integer(calls)} times`
  const fails =
    failed === 0
      ? 'none fails'
      : `${integer(failed)} ${failed === 1 ? 'fails' : 'fail'} (${percent(failed, calls)})`
  const verb = callerModule === TRANSFER ? 'call' : 'calls'
  return `${endName(callerModule, modules)} ${verb} ${endName(calleeModule, modules)} ${times} with ${scaled(gas)} gas, ${fails}`
}
