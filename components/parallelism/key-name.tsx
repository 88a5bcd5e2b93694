import Link from 'next/link'
import { checksum, shorten, shortenWithin } from '@/lib/format/hex'
import { type Base, path } from '@/lib/format/paths'

interface StateKeyName {
  /** storage | nonce | balance | code */
  kind: string
  address: string
  slot: string | undefined
  /** variable name where it is known */
  label: string | undefined
  contractLabel: string | undefined
}

/** A state key in words: "Pool.reserve0", "Pool, slot 0x12…", "nonce of 0xab…". */
export function keyWords({ kind, address, slot, label, contractLabel }: StateKeyName): string {
  const owner = contractLabel ?? shorten(checksum(address))
  if (kind !== 'storage') return `${kind} of ${owner}`
  if (label) return `${owner}.${shortenWithin(label)}`
  return slot ? `${owner}, slot ${shortSlot(slot)}` : owner
}

/** The same with the account as a link. */
export function KeyName({ name, base }: { name: StateKeyName; base: Base }) {
  const { kind, address, slot, label, contractLabel } = name
  const account = (
    <Link href={path.address(base, checksum(address))} prefetch={false} title={checksum(address)}>
      {contractLabel ?? <span className="mono">{shorten(checksum(address))}</span>}
    </Link>
  )
  if (kind !== 'storage') {
    return (
      <span className="key-name">
        {kind} of {account}
      </span>
    )
  }
  return (
    <span
      className="key-name"
      title={[label, slot && `slot ${slot}`].filter(Boolean).join(', ') || undefined}
    >
      {account}
      {label ? (
        <VariableName label={label} />
      ) : (
        <span className="mono">{slot ? ` slot ${shortSlot(slot)}` : ''}</span>
      )}
    </span>
  )
}

const GUESSED = ' (guessed)'

/** The name of a variable with its addresses cut to their ends; that it is guessed is said less loudly. */
function VariableName({ label }: { label: string }) {
  const guessed = label.endsWith(GUESSED)
  const name = guessed ? label.slice(0, -GUESSED.length) : label
  return (
    <>
      <span className="mono">.{shortenWithin(name)}</span>
      {guessed && <span className="note">{GUESSED}</span>}
    </>
  )
}

/** Small slots as numbers, hashed ones by their ends. */
function shortSlot(slot: string): string {
  const trimmed = slot.replace(/^0x0*/, '')
  return trimmed.length <= 6 ? `0x${trimmed || '0'}` : shorten(slot)
}
