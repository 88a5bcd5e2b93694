import type { Program } from '@/lib/db/read/programs'
import { amount, fixedAmount } from '@/lib/format/numbers'

/** The token that a program pays in, as far as the token says. */
export type ProgramToken = Pick<Program, 'tokenSymbol' | 'tokenDecimals'>

interface TokenAmountProps {
  value: bigint
  token: ProgramToken
  /** digits after the point, always as many, rounded down; without it all of them: audited amounts are exact */
  places?: number
  /** without the unit, where the column's head names it */
  bare?: boolean
}

/** The unit of a program's amounts. */
export function tokenUnit(token: ProgramToken): string {
  return token.tokenSymbol ?? (token.tokenDecimals === undefined ? 'smallest units' : 'tokens')
}

/** An amount of the program's token, exact on hover. Where the token does not say its decimals, its smallest units. */
export function TokenAmount({ value, token, places, bare }: TokenAmountProps) {
  const decimals = token.tokenDecimals ?? 0
  const exact = amount(value, decimals)
  const shown = places === undefined ? exact : fixedAmount(value, decimals, places)
  return (
    <span title={shown === exact ? undefined : exact}>
      {shown}
      {!bare && <span className="unit">{tokenUnit(token)}</span>}
    </span>
  )
}
