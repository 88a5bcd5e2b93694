import { COMPARED, type View, viewQuery } from '@/components/parallelism/view'
import { Choice, Option } from '@/components/parallelism/view-controls'
import { COMPARISONS } from './compare-figure'

/** By which figure modules are compared, as links. */
export function CompareChoice({ view, href }: { view: View; href: string }) {
  return (
    <Choice name="By">
      {COMPARED.map((compare) => (
        <Option
          key={compare}
          href={`${href}${viewQuery({ ...view, compare })}`}
          current={compare === (view.compare ?? COMPARED[0])}
        >
          {COMPARISONS[compare].title.toLowerCase()}
        </Option>
      ))}
    </Choice>
  )
}
