import type { ReactNode } from 'react'

/** The head of a page: its title, what it is about, and at its side what belongs to it (tags, previous and next). */
export function PageHeader({ title, sub, aside }: { title: ReactNode; sub?: ReactNode; aside?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {sub && <div className="sub">{sub}</div>}
      {aside && <div className="aside">{aside}</div>}
    </div>
  )
}

interface SectionProps {
  title: ReactNode
  /** one short line beside the title: unit, range */
  note?: ReactNode
  /** at the right: policy, source, a link to all of it */
  aside?: ReactNode
  children: ReactNode
}

/** A part of a page under its rule. */
export function Section({ title, note, aside, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {note && <span className="note">{note}</span>}
        {aside && <span className="aside">{aside}</span>}
      </div>
      {children}
    </section>
  )
}
