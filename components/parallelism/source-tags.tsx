import { SourceTag } from '@/components/chips/tags'
import { SOURCES } from '@/lib/parallelism/types'

/** Every source that the blocks of a range have: more than one where it changed on the way. */
export function SourceTags({ sources }: { sources: readonly string[] }) {
  return SOURCES.filter((source) => sources.includes(source)).map((source) => (
    <SourceTag key={source} source={source} />
  ))
}
