import { Address, Hash } from '@/components/chips/hash'
import { Moment } from '@/components/chips/quantities'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import type { Adapter } from '@/lib/audit/adapters/adapter'
import type { Program } from '@/lib/db/read/programs'
import { integer } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { sentence, spaced } from './words'

interface PartsViewProps {
  program: Program
  adapter: Adapter
  base: Base
}

/** What a program consists of, and what it says of itself in numbers. */
export function PartsView({ program, adapter, base }: PartsViewProps) {
  const name = (part: string) => sentence(spaced(part))
  return (
    <KeyValues>
      <KeyValue name="Program">
        <Address address={program.address} base={base} full />
      </KeyValue>
      {Object.entries(program.parts).map(([part, address]) => (
        <KeyValue key={part} name={name(part)} hint={hintOf(adapter, part)}>
          <Address address={address} base={base} full />
        </KeyValue>
      ))}
      {Object.entries(program.figures).map(([figure, value]) => (
        <KeyValue key={figure} name={name(figure)} hint={hintOf(adapter, figure)}>
          <FigureValue as={adapter.views.find((view) => view.name === figure)?.as} value={value} />
        </KeyValue>
      ))}
    </KeyValues>
  )
}

function hintOf(adapter: Adapter, name: string): string {
  const view = adapter.views.find((one) => one.name === name)
  return view === undefined ? 'as the configuration names it' : `by ${view.call} of the ${view.of}`
}

function FigureValue({ as, value }: { as: Adapter['views'][number]['as'] | undefined; value: bigint }) {
  if (as === 'time') return <Moment timestamp={value} />
  if (as === 'hash') return <Hash hash={`0x${value.toString(16).padStart(64, '0')}`} full />
  return <>{integer(value)}</>
}
