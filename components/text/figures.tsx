import type { ReactNode } from 'react'

/** A row of figures, divided by hairlines. */
export function Figures({ children, small }: { children: ReactNode; small?: boolean }) {
  return <dl className={small ? 'figures small' : 'figures'}>{children}</dl>
}

interface FigureProps {
  /** what is measured */
  label: ReactNode
  value: ReactNode
  unit?: string
  /** what the figure stands on: range, policy, source, comparison */
  detail?: ReactNode
}

/** One figure with its name and its ground. */
export function Figure({ label, value, unit, detail }: FigureProps) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd className="value">
        {value}
        {unit && <span className="unit">{unit}</span>}
      </dd>
      {detail && <dd className="detail">{detail}</dd>}
    </div>
  )
}
