'use client'

import { useState } from 'react'

/** A link to exactly what is shown, however far the chain goes on; with scripts, a click copies it. */
export function CopyLink({ href }: { href: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <span className="copy-link">
      <a
        href={href}
        onClick={(event) => {
          if (!navigator.clipboard) return
          event.preventDefault()
          const address = new URL(href, window.location.href).href
          void navigator.clipboard.writeText(address).then(
            () => setCopied(true),
            () => window.location.assign(address),
          )
        }}
      >
        Copy link
      </a>
      <span role="status" className="dim">
        {copied ? 'Copied' : ''}
      </span>
    </span>
  )
}
