import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartRow, ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { stretchTick, stretchWords } from '@/components/charts/time-words'
import { type Column, DataTable } from '@/components/table/data-table'
import type { HeadSample } from '@/lib/db/read/head-samples'
import { integer } from '@/lib/format/numbers'
import { utc } from '@/lib/format/time'

interface LagFigureProps {
  samples: HeadSample[]
  /** of a point */
  seconds: bigint
  unit: 'blocks' | 's'
  csv: string
}

const series: ChartSeries[] = [
  { id: 'safe', name: 'Head to safe', look: 'main' },
  { id: 'finalized', name: 'Head to finalised', look: 'limit' },
]

/** How far a sample's safe and finalised blocks lie behind its head; null where the node does not know them. */
export function lagsOf(sample: HeadSample, unit: 'blocks' | 's'): Record<string, number | null> {
  const behind = (head: bigint, block: bigint | undefined) =>
    block === undefined ? null : Number(head - block)
  return unit === 'blocks'
    ? { safe: behind(sample.head, sample.safe), finalized: behind(sample.head, sample.finalized) }
    : {
        safe: behind(sample.headTimestamp, sample.safeTimestamp),
        finalized: behind(sample.headTimestamp, sample.finalizedTimestamp),
      }
}

/** Rows of a chart over samples; where none was taken, an empty row interrupts the lines. */
export function sampleRows(
  samples: readonly HeadSample[],
  seconds: bigint,
  valuesOf: (sample: HeadSample) => ChartRow['values'],
): ChartRow[] {
  const extent = (samples.at(-1)?.start ?? 0n) - (samples[0]?.start ?? 0n) + seconds
  return samples.flatMap((sample, i) => {
    const { start } = sample
    const row = {
      tick: stretchTick(start, seconds, extent),
      title: utc(sample.second),
      values: valuesOf(sample),
    }
    const gap = (samples[i - 1]?.start ?? start - seconds) + seconds
    if (gap >= start) return [row]
    const missing = `From ${stretchWords(gap, seconds)}: the indexer did not reach the node`
    return [{ tick: stretchTick(gap, seconds, extent), title: missing, values: {} }, row]
  })
}

/** The lags of safe and finalised blocks behind the head over time, in blocks or in seconds. */
export function LagFigure({ samples, seconds, unit, csv }: LagFigureProps) {
  const known = series.filter(({ id }) => samples.some((sample) => lagsOf(sample, unit)[id] !== null))
  const last = samples.at(-1)
  const lags = last ? lagsOf(last, unit) : {}
  const words = known.flatMap(({ id, name }) => {
    const lag = lags[id]
    const unknown = `${name.toLowerCase()}: not known`
    return [typeof lag === 'number' ? `${name.toLowerCase()} ${integer(lag)} ${unit}` : unknown]
  })
  const caption = `At the last sample, ${words.join(', ')}.`
  const columns: Column<HeadSample>[] = [
    { id: 'time', header: 'Sample', rowHeader: true, cell: (sample) => utc(sample.second) },
    { id: 'head', header: 'Head', align: 'right', cell: (sample) => integer(sample.head) },
    { id: 'safe', header: 'Safe', align: 'right', cell: ({ safe }) => numberOrNone(safe) },
    {
      id: 'finalized',
      header: 'Finalised',
      align: 'right',
      cell: ({ finalized }) => numberOrNone(finalized),
    },
    ...series.map(
      ({ id, name }): Column<HeadSample> => ({
        id: `lag-${id}`,
        header: `${name}, ${unit}`,
        align: 'right',
        cell: (sample) => {
          const lag = lagsOf(sample, unit)[id]
          return typeof lag === 'number' ? integer(lag) : '–'
        },
      }),
    ),
  ]
  const label = unit === 'blocks' ? 'Lag behind the head in blocks' : 'Lag behind the head in seconds'
  return (
    <ChartFigure
      caption={caption}
      height={240}
      chart={
        <LineChart
          rows={sampleRows(samples, seconds, (sample) => lagsOf(sample, unit))}
          series={known}
          unit={unit === 's' ? ' s' : ''}
          digits={0}
          height={240}
          label={`${label}. ${caption}`}
        />
      }
      names={<LineNames series={known} />}
      rows={samples.length}
      table={
        <DataTable label={label} columns={columns} rows={samples} rowKey={({ second }) => `${second}`} />
      }
      csv={csv}
    />
  )
}

function numberOrNone(value: bigint | undefined): string {
  return value === undefined ? '–' : integer(value)
}
