'use client'

import { useEffect, useState } from 'react'

/** The values that CSS colours have in the present theme, for renderers that know no CSS; undefined until they are read. */
export function useColours(names: readonly string[]): Map<string, string> | undefined {
  const [values, setValues] = useState<Map<string, string>>()
  useEffect(() => {
    const read = () => setValues(readColours(names))
    read()
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', read)
    const chosen = new MutationObserver(read)
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      dark.removeEventListener('change', read)
      chosen.disconnect()
    }
  }, [names])
  return values
}

function readColours(names: readonly string[]): Map<string, string> {
  const probe = document.createElement('span')
  document.body.append(probe)
  const values = new Map(
    names.map((name) => {
      probe.style.color = name
      return [name, getComputedStyle(probe).color] as const
    }),
  )
  probe.remove()
  return values
}
