import type { ReactNode } from 'react'

/** There is nothing to show, and why. */
export function EmptyState({ children, more }: { children: ReactNode; more?: ReactNode }) {
  return (
    <div className="state">
      <p>{children}</p>
      {more && <p>{more}</p>}
    </div>
  )
}

/** Something is wrong: one sentence, and what can be done. */
export function ErrorState({ children, more }: { children: ReactNode; more?: ReactNode }) {
  return (
    <div className="state error" role="alert">
      <p>{children}</p>
      {more && <p>{more}</p>}
    </div>
  )
}

/** Room for `rows` table rows while they are on their way: as high as what replaces it, and still. */
export function Skeleton({ rows }: { rows: number }) {
  return <div className="skeleton" style={{ height: `${rows * 2.25}rem` }} aria-hidden="true" />
}
