import { Amount } from '@/components/chips/quantities'
import type { Program } from '@/lib/db/read/programs'

/** The token that a program pays in, as far as the token says. */
export type ProgramToken = Pick<Program, 'tokenSymbol' | 'tokenDecimals'>

interface TokenAmountProps {
  value: bigint
  token: ProgramToken
  /** digits after the point; all of them without: amounts that are audited are shown to the last unit */
  places?: number
}

/** An amount of the program's token. Where the token does not say its decimals, its smallest units. */
export function TokenAmount({ value, token, places }: TokenAmountProps) {
  return (
    <Amount
      value={value}
      decimals={token.tokenDecimals ?? null}
      symbol={token.tokenSymbol ?? (token.tokenDecimals === undefined ? 'smallest units' : null)}
      places={places}
    />
  )
}
