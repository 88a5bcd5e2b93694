import type { ReactNode } from 'react'

/** Names and values, one a line: `<KeyValues><KeyValue name="Hash">…</KeyValue></KeyValues>`. */
export function KeyValues({ children }: { children: ReactNode }) {
  return <dl className="kv">{children}</dl>
}

/** One line of KeyValues. `hint` explains the name on hover. */
export function KeyValue({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div>
      <dt title={hint}>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
