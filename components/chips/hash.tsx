import Link from 'next/link'
import { checksum, shorten } from '@/lib/format/hex'
import { type Base, path } from '@/lib/format/paths'

/** Copies its value; the click is handled once for the page (page-helpers). */
export function Copy({ value, what, always }: { value: string; what: string; always?: boolean }) {
  return (
    <button
      type="button"
      className={always ? 'copy always' : 'copy'}
      data-copy={value}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
    >
      <svg width="13" height="13" viewBox="0 0 13 13" fill="none" stroke="currentColor" aria-hidden="true">
        <path d="M4.5 4.5h6.5v6.5h-6.5zM8.5 4.5v-2.5h-6.5v6.5h2.5" strokeWidth="1.2" />
      </svg>
    </button>
  )
}

interface HashProps {
  hash: string
  /** where it leads; plain text without */
  href?: string
  /** all of it, instead of its two ends */
  full?: boolean
  /** what it is, for the copy button's name: "transaction hash" */
  what?: string
}

/** A hash: monospaced, shortened unless `full`, copied whole. */
export function Hash({ hash, href, full, what = 'hash' }: HashProps) {
  const text = (
    <span className="mono" title={full ? undefined : hash}>
      {full ? hash : shorten(hash)}
    </span>
  )
  return (
    <span className="chip">
      {href ? (
        <Link href={href} prefetch={false}>
          {text}
        </Link>
      ) : (
        text
      )}
      <Copy value={hash} what={what} always={full} />
    </span>
  )
}

interface AddressProps {
  /** 0x and 40 hex digits, any case */
  address: string
  base: Base
  /** a name to show in place of the digits: "Pool" */
  label?: string
  full?: boolean
  /** no link: the page is this address's own */
  plain?: boolean
}

/** An account: checksummed (EIP-55), linked to its page, shown by its name where it has one. */
export function Address({ address, base, label, full, plain }: AddressProps) {
  const shown = checksum(address)
  const text = label ? (
    <span title={shown}>{label}</span>
  ) : (
    <span className="mono" title={full ? undefined : shown}>
      {full ? shown : shorten(shown)}
    </span>
  )
  return (
    <span className="chip">
      {plain ? (
        text
      ) : (
        <Link href={path.address(base, shown)} prefetch={false}>
          {text}
        </Link>
      )}
      <Copy value={shown} what="address" always={full} />
    </span>
  )
}
