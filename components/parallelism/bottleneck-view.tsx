import Link from 'next/link'
import { type ModuleNames, ModuleTag, PolicyTag } from '@/components/chips/tags'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { TargetName, targetWords } from '@/components/what-if/target-name'
import { whatIfQuery } from '@/components/what-if/what-if-query'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import type { Bottleneck } from '@/lib/parallelism/bottleneck'
import type { LoadedBottleneck } from './load-bottleneck'
import { SourceTags } from './source-tags'
import type { View } from './view'

interface BottleneckViewProps {
  bottleneck: LoadedBottleneck
  /** blocks of the range */
  whole: number
  sources: readonly string[]
  view: View
  modules: ModuleNames
  base: Base
}

/** The answer first: which module is the bottleneck, which variable causes it, and what a change would bring. */
export function BottleneckView(props: BottleneckViewProps) {
  const { bottleneck, whole, sources, view } = props
  const { found, blocks } = bottleneck
  const sample =
    blocks < whole ? `, over the newest ${blocks === 1 ? 'block' : `${integer(blocks)} blocks`}` : ''
  return (
    <Section
      title="Bottleneck"
      note={`the one change of the state that would free most${sample}`}
      aside={
        <>
          <PolicyTag policy={view.policy} />
          <SourceTags sources={sources} />
        </>
      }
    >
      {found ? (
        <Answer found={found} {...props} />
      ) : (
        <EmptyState>No change of one key, contract or module would shorten the critical path.</EmptyState>
      )}
    </Section>
  )
}

function Answer({ found, bottleneck, view, modules, base }: BottleneckViewProps & { found: Bottleneck }) {
  const { range, names } = bottleneck
  const { advice, variable, gasUsed, criticalPathGas } = found
  const { target, after, freed, keys } = advice
  const bound = (path: bigint) => `${ratio(gasUsed, path)}×`
  const ask = whatIfQuery({ ...view, range, change: { target, action: { kind: 'commutative' } } })
  const words = targetWords(target, names, modules)
  return (
    <Figures kind="answer">
      <Figure
        label="Module"
        value={<ModuleTag id={variable.moduleId} modules={modules} base={base} />}
        detail={
          keys === 1
            ? 'one key of it is waited for'
            : `${integer(keys)} keys of ${target.kind === 'module' ? 'it' : words.replace(/^all of /, '')} are waited for`
        }
      />
      <Figure
        label="Variable"
        value={
          <TargetName
            target={{ kind: 'key', key: variable.key }}
            names={names}
            modules={modules}
            base={base}
          />
        }
        detail={`${percent(variable.waitingGas, gasUsed)} of the gas waits behind it`}
      />
      <Figure
        label={target.kind === 'key' ? 'If its updates commuted' : `If the updates of ${words} commuted`}
        value={`${bound(criticalPathGas)} → ${bound(after.criticalPathGas)}`}
        detail={
          <>
            speedup bound: {percent(freed.criticalPathGas, criticalPathGas)} of the critical path freed.{' '}
            <Link href={`${path.whatIf(base)}${ask}`} prefetch={false}>
              What if
            </Link>
          </>
        }
      />
    </Figures>
  )
}
