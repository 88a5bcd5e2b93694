/** A span in its two largest units' worth: 5 -> "5 s", 200 -> "3 min", 90000 -> "1 d 1 h". Negative spans are "0 s". */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min`
  if (whole < 86_400) {
    const minutes = Math.floor((whole % 3600) / 60)
    return `${Math.floor(whole / 3600)} h${minutes === 0 ? '' : ` ${minutes} min`}`
  }
  const days = Math.floor(whole / 86_400)
  const hours = Math.floor((whole % 86_400) / 3600)
  return days > 6 || hours === 0 ? `${days.toLocaleString('en-US')} d` : `${days} d ${hours} h`
}

/** How long ago a moment was, both in unix seconds: "5 s ago". */
export function age(timestamp: number, now: number): string {
  return `${span(now - timestamp)} ago`
}

/** A moment in unix seconds as "2026-11-22 15:49:07 UTC". */
export function utc(timestamp: bigint | number): string {
  return `${new Date(Number(timestamp) * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
