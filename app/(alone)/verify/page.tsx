import type { Metadata } from 'next'
import { PayoutNav } from '@/components/payouts/payout-nav'
import { PageHeader, Section } from '@/components/text/page-header'
import { VerifyForm } from '@/components/verify/verify-form'

export const metadata: Metadata = { title: 'Verify' }

/** The report of an epoch, made again in the visitor's browser from a node of the visitor's choice. */
export default function Verify() {
  return (
    <>
      <PageHeader title="Verify" sub="The report of an epoch, made again by your own computer" />
      <PayoutNav base="" current="verify" />
      <p className="prose verify-intro">
        Name a node that you trust, or that at least is not ours. Your browser reads the chain from it, holds
        every block against its hashes, audits the epoch by the same code as this site and the command line,
        and compares the bytes. Nothing of it is sent to this site.
      </p>
      <VerifyForm />
      <noscript>
        <p className="state">Verifying here needs scripts. The command line below does without this page.</p>
      </noscript>
      <Section title="Without this page" note="the same code, from a copy of the source">
        <pre className="command">
          npm run verify -- --rpc URL --program ADDRESS --epoch NUMBER --report FILE
        </pre>
        <ol className="verify-steps">
          <li>The node says where the epoch was opened and closed.</li>
          <li>
            Every header from before the epoch to its close is hashed again and must be the child of the one
            before.
          </li>
          <li>
            The headers’ bloom filters say which blocks can hold events of the program, its verifier and its
            token: the node cannot hide one.
          </li>
          <li>
            Each of those blocks is read whole; transactions and receipts must give the roots of its header.
          </li>
          <li>Balances, code and schedule are read from the node’s state: these alone are its word.</li>
          <li>
            The audit is made, the report written, and compared with yours from the first byte to the last.
          </li>
        </ol>
      </Section>
    </>
  )
}
