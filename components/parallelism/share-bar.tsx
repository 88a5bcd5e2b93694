interface ShareBarProps {
  part: bigint | number
  whole: bigint | number
  text: string
  /** a CSS colour; the neutral one without */
  colour?: string
}

/** A share with its bar, for cells of a table. The text is the figure; the bar repeats it. */
export function ShareBar({ part, whole, text, colour }: ShareBarProps) {
  const share = Number(whole) === 0 ? 0 : Math.min(100, (Number(part) / Number(whole)) * 100)
  return (
    <span className="share">
      <span
        className="bar"
        aria-hidden="true"
        style={{ ['--share' as string]: `${share.toFixed(2)}%`, ['--bar' as string]: colour }}
      />
      <span className="share-text">{text}</span>
    </span>
  )
}
