import type { Metadata } from 'next'
import { withSite } from '@/app/site'
import { loadWallet, walletKey } from '@/components/payouts/load-wallet'
import { parsePosition } from '@/components/payouts/parse'
import { PayoutNav } from '@/components/payouts/payout-nav'
import { WalletConnect } from '@/components/payouts/wallet-connect'
import { WalletView } from '@/components/payouts/wallet-view'
import { PageHeader } from '@/components/text/page-header'
import { ErrorState } from '@/components/text/states'
import { single } from '@/lib/format/parse'
import { path } from '@/lib/format/paths'

// What somebody was paid is shown to whoever asks for it, and listed nowhere.
export const metadata: Metadata = { title: 'Was I paid?', robots: { index: false, follow: false } }

interface WalletProps {
  params: Promise<{ chain: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default function Wallet({ params, searchParams }: WalletProps) {
  return withSite(params, async ({ db, chain: { chainId, indexedTimestamp }, base }) => {
    const query = await searchParams
    const asked = single(query.of)?.trim() ?? ''
    const key = walletKey(asked)
    const before = parsePosition(query.before)
    const data = key && (await loadWallet(db, chainId, key, before, indexedTimestamp))
    return (
      <>
        <PageHeader title="Was I paid?" sub="Why this amount, and what can I still claim" />
        <PayoutNav base={base} current="wallet" />
        <form action={path.wallet(base)} className="wallet-form">
          <label className="field">
            <span>Your address, or a nullifier</span>
            <input
              name="of"
              key={asked}
              defaultValue={asked.slice(0, 100)}
              placeholder="0x…"
              autoComplete="off"
              spellCheck={false}
            />
          </label>
          <button type="submit" className="button primary">
            Look
          </button>
        </form>
        <WalletConnect href={path.wallet(base)} />
        <p className="note">
          What you look for is sent to this site, to answer you, and is kept nowhere but in the address of
          this page. Payments are shown of the one address or nullifier that you ask for, and joined with no
          other.
        </p>
        {asked !== '' && key === undefined && (
          <ErrorState more="An address is 0x and 40 hexadecimal digits; a nullifier is 0x and up to 64, or a whole number.">
            This is neither an address nor a nullifier.
          </ErrorState>
        )}
        {data && (
          <WalletView
            data={data}
            href={path.wallet(base, asked)}
            start={before === undefined}
            chainId={chainId}
            base={base}
          />
        )}
      </>
    )
  })
}
