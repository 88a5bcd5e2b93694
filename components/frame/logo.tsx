/** Lanes of work, and the one that decides how long it takes. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d="M2 4.5h8M2 15.5h5" stroke="currentColor" strokeWidth="2.5" />
      <path d="M12.5 4.5h3M9.5 15.5h2.5" stroke="currentColor" strokeWidth="2.5" opacity="0.4" />
      <path d="M2 10h16" stroke="var(--accent)" strokeWidth="2.5" />
    </svg>
  )
}
