import type { ReactNode } from 'react'

interface FiguresProps {
  children: ReactNode
  /** "small" for many beside each other, "answer" for a few with names in them: one under the other on narrow screens */
  kind?: 'small' | 'answer'
}

/** A row of figures, divided by hairlines. */
export function Figures({ children, kind }: FiguresProps) {
  return <dl className={kind ? `figures ${kind}` : 'figures'}>{children}</dl>
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
