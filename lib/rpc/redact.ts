const LONG_SEGMENT = 16

/**
 * A node's URL as messages and logs may show it: without user and password, without query values, and without path
 * segments long enough to be a provider's key.
 */
export function redactUrl(url: string): string {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return 'an address that is not a URL'
  }
  const path = parsed.pathname
    .split('/')
    .map((segment) => (segment.length >= LONG_SEGMENT ? '***' : segment))
    .join('/')
  const query = [...parsed.searchParams.keys()].map((key) => `${key}=***`).join('&')
  return `${parsed.protocol}//${parsed.host}${path === '/' ? '' : path}${query === '' ? '' : `?${query}`}`
}
