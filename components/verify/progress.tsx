/** How far the verification is: a bar, and what is being done. */
export function Progress({ sentence, share }: { sentence: string; share: number }) {
  const percent = Math.round(share * 100)
  return (
    <div className="verify-progress">
      <progress value={share} max={1} aria-label="Progress of the verification" />
      <span className="percent">{percent}%</span>
      <span className="sentence" role="status">
        {sentence}
      </span>
    </div>
  )
}
