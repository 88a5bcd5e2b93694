/** The icons of verdicts and states, 14 pixels, drawn to be told apart by shape alone. */
export const icons = {
  check: <path d="m3 7.5 2.75 2.75L11 4.5" />,
  cross: <path d="m3.5 3.5 7 7m0-7-7 7" />,
  question: <path d="M4.75 5.1C4.75 3.8 5.75 3 7 3s2.25.8 2.25 2c0 1.6-2.25 1.7-2.25 3.4M7 10.6v.9" />,
  shield: <path d="M7 1.5 12 3.3v3.4c0 3-2 5-5 5.9-3-.9-5-2.9-5-5.9V3.3zM4.7 6.9l1.7 1.7 3-3.3" />,
  approximate: <path d="M2 5.6c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0M2 9.6c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0" />,
  floor: <path d="M7 2v6.5m-2.75-2.75L7 8.5l2.75-2.75M2.5 11.5h9" />,
  clock: <path d="M7 1.75a5.25 5.25 0 1 1 0 10.5 5.25 5.25 0 0 1 0-10.5M7 4v3.25l2 1.25" />,
  dot: <circle cx="7" cy="7" r="3" fill="currentColor" stroke="none" />,
  pause: <path d="M5 3.5v7m4-7v7" strokeWidth="2" />,
  bolt: <path d="M7 2.5v5M7 10.4v1.1" strokeWidth="2" />,
} as const
export type IconName = keyof typeof icons

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {icons[name]}
    </svg>
  )
}
