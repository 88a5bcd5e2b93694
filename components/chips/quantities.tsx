import { amount, fixedAmount, integer } from '@/lib/format/numbers'
import { age, utc } from '@/lib/format/time'

/** How long ago, going on by itself (page-helpers); the moment in UTC on hover. Unix seconds. */
export function Age({ timestamp }: { timestamp: bigint }) {
  const moment = utc(timestamp)
  return (
    <time
      dateTime={moment.replace(' UTC', 'Z').replace(' ', 'T')}
      data-age={String(timestamp)}
      title={moment}
    >
      {age(Number(timestamp), Date.now() / 1000)}
    </time>
  )
}

/** The moment in UTC, and how long ago it was. Unix seconds. */
export function Moment({ timestamp }: { timestamp: bigint }) {
  return (
    <>
      {utc(timestamp)}{' '}
      <span className="note">
        <Age timestamp={timestamp} />
      </span>
    </>
  )
}

/** Gas, in units of gas. */
export function Gas({ gas, unit = false }: { gas: bigint; unit?: boolean }) {
  return (
    <>
      {integer(gas)}
      {unit && <span className="unit">gas</span>}
    </>
  )
}

interface AmountProps {
  /** in the smallest unit */
  value: bigint
  /** digits after the point; null where the contract does not say: then the smallest unit itself is shown */
  decimals?: number | null
  symbol?: string | null
  /** digits shown; the exact amount is on hover */
  places?: number
  /** always as many digits, for columns */
  aligned?: boolean
}

/** An amount of a token or of ether. */
export function Amount({ value, decimals = 18, symbol = 'ETH', places, aligned }: AmountProps) {
  const exact = amount(value, decimals ?? 0)
  const cut = amount(value, decimals ?? 0, places)
  const shown = aligned && places !== undefined ? fixedAmount(value, decimals ?? 0, places) : cut
  const hidden = value > 0n && cut === '0'
  return (
    <span title={shown === exact ? undefined : exact}>
      {hidden ? `< ${places === 0 ? '1' : `0.${'0'.repeat(Math.max(0, (places ?? 1) - 1))}1`}` : shown}
      {symbol && <span className="unit">{symbol}</span>}
    </span>
  )
}

/** Below this many wei a price reads better in wei than in gwei. */
const WEI_BELOW = 100_000n

/** A gas price, given in wei: in gwei, or in wei where it is next to nothing. */
export function GasPrice({ wei }: { wei: bigint }) {
  return wei < WEI_BELOW ? (
    <Amount value={wei} decimals={0} symbol="wei" />
  ) : (
    <Amount value={wei} decimals={9} symbol="gwei" />
  )
}
