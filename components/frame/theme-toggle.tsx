'use client'

import { keepTheme } from './theme-action'

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}

/** Light or dark, kept in a cookie so that the server renders it at once. Untouched, the system decides. */
export function ThemeToggle() {
  const toggle = async () => {
    const theme = isDark() ? 'light' : 'dark'
    document.documentElement.dataset.theme = theme
    await keepTheme(theme)
  }
  return (
    <button type="button" className="icon-button" onClick={toggle} aria-label="Switch between light and dark">
      <svg width="15" height="15" viewBox="0 0 15 15" fill="none" aria-hidden="true">
        <circle cx="7.5" cy="7.5" r="6" stroke="currentColor" strokeWidth="1.5" />
        <path d="M7.5 1.5a6 6 0 0 1 0 12z" fill="currentColor" />
      </svg>
    </button>
  )
}
