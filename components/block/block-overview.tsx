import Link from 'next/link'
import { Address, Hash } from '@/components/chips/hash'
import { Gas, GasPrice, Moment } from '@/components/chips/quantities'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { Section } from '@/components/text/page-header'
import type { BlockRecord } from '@/lib/db/read/blocks'
import { bytes, percent } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { CheckTable } from './check-table'

interface BlockOverviewProps {
  block: BlockRecord
  base: Base
  /** the parent is stored, so its page exists */
  parentStored: boolean
}

/** The header of a block, and the checks that it stood before it was stored. */
export function BlockOverview({ block, base, parentStored }: BlockOverviewProps) {
  return (
    <>
      <KeyValues>
        <KeyValue name="Hash">
          <Hash hash={block.hash} full what="block hash" />
        </KeyValue>
        <KeyValue name="Parent">
          <Hash
            hash={block.parentHash}
            full
            what="parent hash"
            href={parentStored ? path.block(base, block.parentHash) : undefined}
          />
          {!parentStored && <span className="note">not indexed</span>}
        </KeyValue>
        <KeyValue name="Time">
          <Moment timestamp={block.timestamp} />
        </KeyValue>
        <KeyValue name="Fee recipient">
          <Address address={block.miner} base={base} full />
        </KeyValue>
        <KeyValue name="Gas used">
          <Gas gas={block.gasUsed} />{' '}
          <span className="note">{percent(block.gasUsed, block.gasLimit)} of </span>
          <Gas gas={block.gasLimit} />
        </KeyValue>
        {block.baseFeePerGas !== undefined && (
          <KeyValue name="Base fee">
            <GasPrice wei={block.baseFeePerGas} />
          </KeyValue>
        )}
        {block.size !== undefined && <KeyValue name="Size">{bytes(block.size)}</KeyValue>}
        <KeyValue name="State root">
          <span className="mono">{block.stateRoot}</span>
        </KeyValue>
        <KeyValue name="Transactions root">
          <span className="mono">{block.transactionsRoot}</span>
        </KeyValue>
        <KeyValue name="Receipts root">
          <span className="mono">{block.receiptsRoot}</span>
        </KeyValue>
        <KeyValue name="Extra data">
          <span className="mono">{block.extraData === '0x' ? 'none' : block.extraData}</span>
        </KeyValue>
      </KeyValues>
      <Section title="Verification" note="made before the block was stored; what fails is never stored">
        <CheckTable checks={block.checks} />
      </Section>
      <p className="note block-more">
        <Link href={`${path.block(base, block.number)}?tab=parallelism`} prefetch={false}>
          How parallel was it?
        </Link>
      </p>
    </>
  )
}
