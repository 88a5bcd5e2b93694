import Link from 'next/link'
import type { ReactNode } from 'react'
import { BlockVerdict } from '@/components/block/block-verdict'
import { Address, Hash } from '@/components/chips/hash'
import { Moment } from '@/components/chips/quantities'
import { Verdict, type VerdictKind } from '@/components/chips/verdict'
import { Figure, Figures } from '@/components/text/figures'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { Section } from '@/components/text/page-header'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import type { PaymentData } from './load-payment'
import { nullifierHex } from './payment-table'
import { ProofView } from './proof-view'
import { Difference } from './region-table'
import { RuleSteps } from './rule-steps'
import { TokenAmount } from './token-amount'

/** A payment: what was claimed, and each step by which it can be followed, with its own verdict. */
export function PaymentView({ data, base }: { data: PaymentData; base: Base }) {
  const { epoch, facts, steps, proof, checks } = data
  const { payment, region, trace } = facts
  const { program } = epoch
  return (
    <>
      <Figures>
        <Figure
          label="Amount"
          value={<TokenAmount value={payment.amount} token={program} places={6} />}
          detail={`epoch ${integer(payment.epoch)}`}
        />
        <Figure
          label="Region"
          value={region?.name ?? integer(payment.region)}
          detail={`region ${payment.region}`}
        />
        <Figure
          label="By the rule"
          value={trace ? <Difference value={payment.amount - trace.amount} program={program} /> : '–'}
          detail="paid against the rule"
        />
      </Figures>
      <Section title="Claim" aside={<BlockVerdict checks={checks} word="block verified" />}>
        <KeyValues>
          <KeyValue name="Transaction">
            <Hash
              hash={payment.transactionHash}
              href={path.transaction(base, payment.transactionHash)}
              what="transaction hash"
              full
            />{' '}
            <span className="note">log {payment.logIndex}</span>
          </KeyValue>
          <KeyValue name="Block">
            <Link href={path.block(base, payment.blockNumber)} prefetch={false}>
              {integer(payment.blockNumber)}
            </Link>{' '}
            <span className="note">
              <Moment timestamp={payment.timestamp} />
            </span>
          </KeyValue>
          <KeyValue name="Epoch">
            <Link href={path.epoch(base, checksum(program.address), payment.epoch)} prefetch={false}>
              {program.name}, epoch {integer(payment.epoch)}
            </Link>
          </KeyValue>
          <KeyValue name="Recipient">
            <Address address={payment.recipient} base={base} full />
          </KeyValue>
          <KeyValue name="Sent by" hint="anyone may send a claim; the proof names the recipient">
            <Address address={payment.sender} base={base} full />
          </KeyValue>
        </KeyValues>
      </Section>
      <Step title="Person" kind={steps.nullifier} word={steps.nullifier === 'pass' ? 'paid once' : undefined}>
        <KeyValues>
          <KeyValue name="Nullifier" hint="stands for the person in this epoch, and for nobody in any other">
            <Hash hash={nullifierHex(payment.nullifier)} what="nullifier" full />
          </KeyValue>
          <KeyValue name="Used in this epoch">
            {facts.nullifierUses === 1 ? 'once' : `${facts.nullifierUses} times`}
          </KeyValue>
        </KeyValues>
      </Step>
      <Step
        title="Proof of personhood"
        kind={proof.verdict}
        word={proof.verdict === 'pass' ? 'verified' : undefined}
      >
        <ProofView steps={proof} />
      </Step>
      <Step title="Root" kind={steps.root}>
        <KeyValues>
          <KeyValue name="Proved against">
            <Hash hash={payment.root} what="root of the claim" full />
          </KeyValue>
          <KeyValue name="Snapshot of the region">
            {region ? (
              <Hash hash={region.root} what="root of the snapshot" full />
            ) : (
              'This region is not in the epoch.'
            )}
          </KeyValue>
        </KeyValues>
      </Step>
      <Step title="Rule, to the smallest unit" kind={steps.amount}>
        {trace ? (
          <RuleSteps trace={trace} rule={epoch.rule} paid={payment.amount} />
        ) : (
          <p>The rule gives this region nothing.</p>
        )}
      </Step>
      <Step title="Transfer" kind={steps.transfer}>
        <KeyValues>
          {steps.ownTransfer ? (
            <KeyValue name={`Log ${steps.ownTransfer.logIndex} of the token`}>
              <TokenAmount value={steps.ownTransfer.amount} token={program} /> from the program to{' '}
              <Address address={steps.ownTransfer.to} base={base} />
            </KeyValue>
          ) : (
            <KeyValue name="The token’s own log">
              No transfer of this amount to this recipient answers for the payment.
            </KeyValue>
          )}
          {!steps.ownTransfer &&
            facts.transfers.map((transfer) => (
              <KeyValue key={transfer.logIndex} name={`Log ${transfer.logIndex} instead`}>
                <TokenAmount value={transfer.amount} token={program} /> to{' '}
                <Address address={transfer.to} base={base} />
              </KeyValue>
            ))}
        </KeyValues>
      </Step>
    </>
  )
}

interface StepProps {
  title: string
  kind: VerdictKind
  word?: string
  children: ReactNode
}

function Step({ title, kind, word, children }: StepProps) {
  return (
    <Section title={title} aside={<Verdict kind={kind} word={word} />}>
      {children}
    </Section>
  )
}
