import { Amount } from '@/components/chips/quantities'
import { Figure, Figures } from '@/components/text/figures'
import type { TokenRecord } from '@/lib/db/read/tokens'
import { integer } from '@/lib/format/numbers'

interface TokenFiguresProps {
  token: TokenRecord
  /** lowest and highest indexed block */
  range: { lowest: bigint; highest: bigint } | undefined
}

/** Digits after the point of the large figures; all of them are on hover. */
const PLACES = 4

/**
 * What a token's indexed transfers add up to. The supply is mints less burns over these transfers: the token's own
 * `totalSupply` where all of its life is indexed and every mint and burn emits a Transfer, and no more than a sum
 * elsewhere. The page says so.
 */
export function TokenFigures({ token, range }: TokenFiguresProps) {
  const { minted, burned, decimals, standard } = token
  const unit = standard === 'erc20' ? undefined : standard === 'erc721' ? 'pieces' : 'of all kinds'
  const shown = (value: bigint) => (
    <Amount
      value={value}
      decimals={standard === 'erc20' ? (decimals ?? 0) : 0}
      symbol={null}
      places={standard === 'erc20' ? PLACES : 0}
    />
  )
  const ground = range && `blocks ${integer(range.lowest)} to ${integer(range.highest)}`
  return (
    <>
      <Figures>
        <Figure
          label="Supply by transfers"
          value={shown(minted - burned)}
          unit={unit}
          detail="mints less burns in the indexed blocks"
        />
        <Figure label="Minted" value={shown(minted)} unit={unit} detail="moved from nobody" />
        <Figure label="Burned" value={shown(burned)} unit={unit} detail="moved to nobody" />
        <Figure label="Transfers" value={integer(token.transfers)} detail={ground} />
        <Figure
          label="Decimals"
          value={decimals === undefined ? '–' : decimals}
          detail={decimals === undefined ? 'the contract does not say' : 'as the contract says'}
        />
      </Figures>
      <p className="note token-ground">
        The supply is a sum over the indexed transfers and not the contract’s own word: it is the whole supply
        only where the token’s first transfer is indexed (the first seen is in block{' '}
        {integer(token.firstBlock)}) and every mint and burn emits a transfer.
      </p>
    </>
  )
}
