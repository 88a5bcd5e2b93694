import { axisTicks } from '@/components/charts/axis-ticks'
import { type ModuleNames, moduleColour, moduleName } from '@/components/chips/tags'
import { scaled } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import type { Execution } from './load-execution'
import type { TimelineData } from './timeline-data'
import { TimelineExplorer } from './timeline-explorer'
import type { Bar, BarKind, Lane, TimelineLayout } from './timeline-layout'
import { barPath, chainPath, type Scale, scaleOf, WIDTH } from './timeline-path'

interface TimelineProps {
  execution: Execution
  layout: TimelineLayout
  data: TimelineData
  /** what the timeline says, for people who cannot see it */
  label: string
  modules: ModuleNames
  base: Base
  /** the block's page */
  href: string
}

/** A block's schedule: lanes from top to bottom, gas from left to right, a bar for every execution. */
export function Timeline({ execution, layout, data, label, modules, base, href }: TimelineProps) {
  const { run, query, transactions, metrics } = execution
  const homes = transactions.map(({ homeModule }) => homeModule)
  const x = scaleOf(run.makespanGas, query.zoom)
  return (
    <TimelineExplorer
      data={data}
      label={label}
      base={base}
      href={href}
      gutter={<Gutter layout={layout} modules={modules} />}
      axis={<Axis makespan={run.makespanGas} zoom={query.zoom} />}
    >
      <svg
        className="timeline-drawing"
        viewBox={`0 0 ${WIDTH * query.zoom} ${layout.height}`}
        preserveAspectRatio="none"
        height={layout.height}
        aria-hidden="true"
      >
        <Ground lanes={layout.lanes} width={WIDTH * query.zoom} />
        <g className="timeline-bars">
          <Bars layout={layout} homes={homes} modules={modules} x={x} />
        </g>
        <Chain chain={metrics.criticalPath} bars={layout.bars} x={x} />
      </svg>
    </TimelineExplorer>
  )
}

function Ground({ lanes, width }: { lanes: readonly Lane[]; width: number }) {
  const path = lanes.map(({ top, height }) => `M0 ${top}h${width}v${height}h-${width}z`).join('')
  return <path className="timeline-ground" d={path} />
}

interface BarsProps {
  layout: TimelineLayout
  homes: readonly string[]
  modules: ModuleNames
  x: Scale
}

/** One path a module and kind: some thousand bars cost the browser a dozen elements. */
function Bars({ layout, homes, modules, x }: BarsProps) {
  const groups = new Map<string, { kind: BarKind; home: string; bars: Bar[] }>()
  for (const bar of layout.bars) {
    const home = homes[bar.transaction] ?? ''
    const key = `${bar.kind} ${home}`
    const group = groups.get(key) ?? { kind: bar.kind, home, bars: [] }
    group.bars.push(bar)
    groups.set(key, group)
  }
  return [...groups].map(([key, { kind, home, bars }]) => (
    <path key={key} data-kind={kind} style={{ color: moduleColour(home, modules) }} d={barPath(bars, x)} />
  ))
}

function Chain({ chain, bars, x }: { chain: readonly number[]; bars: readonly Bar[]; x: Scale }) {
  const running = new Map(bars.filter(({ kind }) => kind === 'run').map((bar) => [bar.transaction, bar]))
  const { stripes, links } = chainPath(
    chain.flatMap((transaction) => running.get(transaction) ?? []),
    x,
  )
  return (
    <g className="timeline-chain">
      <path className="link" d={links} />
      <path className="stripe" d={stripes} />
    </g>
  )
}

/** Names of lanes: workers' numbers at the left, modules above their lanes. */
function Gutter({ layout: { lanes, named }, modules }: { layout: TimelineLayout; modules: ModuleNames }) {
  if (lanes.length === 1 && !named) return null
  return lanes.map(({ name, top, height }, i) => {
    if (named) {
      const id = name ?? ''
      return (
        <span key={id} className="lane-name" style={{ top: top - 17 }}>
          {name === undefined ? (
            'No module’s lane, side by side'
          ) : (
            <>
              <i style={{ background: moduleColour(id, modules) }} />
              {moduleName(id, modules)}
            </>
          )}
        </span>
      )
    }
    const shown = height >= 15 || i === 0 || (i + 1) % 4 === 0
    return shown ? (
      <span key={name} className="lane-number" style={{ top, height }}>
        {name}
      </span>
    ) : null
  })
}

function Axis({ makespan, zoom }: { makespan: number; zoom: number }) {
  const all = axisTicks(makespan / zoom)
  const step = all[1] ?? makespan
  // The end is named as well: no tick stands so near to it that their words would touch.
  const count = Math.floor((makespan * (1 - 0.09 / zoom)) / step)
  const ticks = Array.from({ length: count + 1 }, (_, i) => i * step)
  return (
    <div className="timeline-axis">
      {ticks.map((tick) => (
        <span
          key={tick}
          // on a narrow screen its words would touch those of the end
          className={tick > makespan * (1 - 0.22 / zoom) ? 'near-end' : undefined}
          style={{ left: `${(tick / makespan) * 100}%` }}
        >
          {tick === 0 ? '0 gas' : scaled(tick)}
        </span>
      ))}
      <span className="total" style={{ left: '100%' }}>
        {scaled(makespan)}
      </span>
    </div>
  )
}
