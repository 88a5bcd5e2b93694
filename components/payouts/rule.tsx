import { EmptyState } from '@/components/text/states'

/** The rule of a kind of program in words and as a formula, to be read beside the figures that it gives. */
export function Rule({ kind }: { kind: string }) {
  if (kind !== 'personhood-pay') {
    return <EmptyState>The rule of programs of the kind “{kind}” is not described here.</EmptyState>
  }
  return (
    <div className="rule">
      <p className="prose">
        Each epoch shares its budget among regions by population, need and geography. A region’s share is
        divided evenly among its active members at the opening; nobody is paid more than the cap, and each
        person is paid once. Whole units that the division leaves go to the largest remainders, ties to the
        lower region id. What is not paid returns to the treasury at the close.
      </p>
      <dl className="formula">
        <Line
          left={
            <>
              w<sub>r</sub>
            </>
          }
          right={
            <>
              P<sub>r</sub> × N<sub>r</sub> × G<sub>r</sub>
            </>
          }
        >
          weight: population × need × geography
        </Line>
        <Line
          left={
            <>
              B<sub>r</sub>
            </>
          }
          right={
            <>
              ⌊ B × w<sub>r</sub> / Σ w ⌋ + u<sub>r</sub>
            </>
          }
        >
          share; u is 1 for the largest remainders, else 0
        </Line>
        <Line
          left={
            <>
              a<sub>r</sub>
            </>
          }
          right={
            <>
              min( cap, ⌊ B<sub>r</sub> / n<sub>r</sub> ⌋ )
            </>
          }
        >
          each of n active members
        </Line>
      </dl>
    </div>
  )
}

function Line({
  left,
  right,
  children,
}: {
  left: React.ReactNode
  right: React.ReactNode
  children: string
}) {
  return (
    <div>
      <dt>
        {left} = {right}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
