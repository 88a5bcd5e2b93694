import Link from 'next/link'
import type { ReactNode } from 'react'
import { Address, Hash } from '@/components/chips/hash'
import { Amount, Gas, GasPrice, Moment } from '@/components/chips/quantities'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { Verdict } from '@/components/chips/verdict'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import type { AccessSizes } from '@/lib/db/read/access'
import type { BlockRecord } from '@/lib/db/read/blocks'
import type { Labels } from '@/lib/db/read/labels'
import type { TransactionRecord } from '@/lib/db/read/transactions'
import { integer, percent } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { UNASSIGNED } from '@/lib/parallelism/types'

const TYPES: Record<number, string> = {
  0: 'legacy',
  1: 'with an access list (EIP-2930)',
  2: 'dynamic fee (EIP-1559)',
  3: 'blobs (EIP-4844)',
  4: 'sets code (EIP-7702)',
  126: 'deposit (OP Stack)',
}

interface TransactionOverviewProps {
  transaction: TransactionRecord
  block: BlockRecord
  /** undefined where no access set is stored */
  sizes: AccessSizes | undefined
  modules: ModuleNames
  labels: Labels
  base: Base
  /** the payments that it made, in words */
  payments?: ReactNode
}

/** What a transaction was, what became of it and what it cost. */
export function TransactionOverview(props: TransactionOverviewProps) {
  const { transaction: tx, block, sizes, modules, labels, base, payments } = props
  const named = (address: string) => (
    <>
      <Address address={address} base={base} full />
      {labels.has(address) && <span className="note">{labels.get(address)}</span>}
    </>
  )
  const others = tx.modules.filter((id) => id !== tx.homeModule && id !== UNASSIGNED)
  return (
    <KeyValues>
      <KeyValue name="Hash">
        <Hash hash={tx.hash} full what="transaction hash" />
      </KeyValue>
      <KeyValue name="Status">
        <Status transaction={tx} />
      </KeyValue>
      <KeyValue name="Block">
        <Link href={path.block(base, tx.blockNumber)} prefetch={false}>
          {integer(tx.blockNumber)}
        </Link>
        <span className="note">
          <Link href={`${path.block(base, tx.blockNumber)}?tab=transactions`} prefetch={false}>
            index {integer(tx.index)} of {integer(block.transactionCount)} transactions
          </Link>
        </span>
      </KeyValue>
      <KeyValue name="Time">
        <Moment timestamp={block.timestamp} />
      </KeyValue>
      <KeyValue name="From">{named(tx.from)}</KeyValue>
      {tx.to !== undefined && <KeyValue name="To">{named(tx.to)}</KeyValue>}
      {tx.to === undefined && (
        <KeyValue name="Creates">
          {tx.created === undefined ? 'a contract whose address is not known' : named(tx.created)}
        </KeyValue>
      )}
      <KeyValue name="Home module" hint="The module of the contract that it calls or creates">
        <ModuleTag id={tx.homeModule} modules={modules} base={base} />
        {others.length > 0 && (
          <span className="note module-list">
            touches too
            {others.map((id) => (
              <ModuleTag key={id} id={id} modules={modules} base={base} />
            ))}
          </span>
        )}
      </KeyValue>
      {payments && <KeyValue name="Payments">{payments}</KeyValue>}
      <KeyValue name="Value">
        <Amount value={tx.value} />
      </KeyValue>
      <KeyValue name="Fee">
        <Amount value={tx.gasUsed * tx.effectiveGasPrice} />
        {block.baseFeePerGas !== undefined && block.baseFeePerGas > 0n && (
          <span className="note">
            of which <Amount value={tx.gasUsed * block.baseFeePerGas} /> as base fee
          </span>
        )}
      </KeyValue>
      <KeyValue name="Gas used">
        <Gas gas={tx.gasUsed} />
        <span className="note">
          {percent(tx.gasUsed, tx.gasLimit)} of <Gas gas={tx.gasLimit} />;{' '}
          {percent(tx.gasUsed, block.gasUsed)} of the block’s
        </span>
      </KeyValue>
      <KeyValue name="Gas price">
        <GasPrice wei={tx.effectiveGasPrice} />
        {tx.maxFeePerGas !== undefined && (
          <span className="note">
            at most <GasPrice wei={tx.maxFeePerGas} />
            {tx.maxPriorityFeePerGas !== undefined && (
              <>
                , of it to the fee recipient at most <GasPrice wei={tx.maxPriorityFeePerGas} />
              </>
            )}
          </span>
        )}
      </KeyValue>
      <KeyValue name="Type">
        {tx.type}
        {TYPES[tx.type] !== undefined && <span className="note">{TYPES[tx.type]}</span>}
      </KeyValue>
      <KeyValue name="Nonce">{integer(tx.nonce)}</KeyValue>
      <KeyValue name="Access set" hint="The state keys that it read and wrote">
        {sizes === undefined ? (
          'not stored'
        ) : (
          <Link href={`${path.transaction(base, tx.hash)}?tab=access`} prefetch={false}>
            {sizesInWords(sizes)}
          </Link>
        )}
      </KeyValue>
    </KeyValues>
  )
}

/** "12 keys read (9 of storage), 5 written (4 of storage), 1 credited, in 3 contracts". */
export function sizesInWords(sizes: AccessSizes): string {
  const keys = (count: number, storage: number) =>
    storage === 0 ? integer(count) : `${integer(count)} (${integer(storage)} of storage)`
  const credited = sizes.credits === 0 ? '' : `, ${integer(sizes.credits)} credited`
  const places =
    sizes.contracts === 0
      ? ', no contract'
      : `, in ${integer(sizes.contracts)} ${sizes.contracts === 1 ? 'contract' : 'contracts'}`
  return `${keys(sizes.reads, sizes.storageReads)} keys read, ${keys(sizes.writes, sizes.storageWrites)} written${credited}${places}`
}

function Status({ transaction: { status, error } }: { transaction: TransactionRecord }) {
  if (status === 1) return <Verdict kind="pass" word="succeeded" />
  if (status === undefined) return 'not recorded: receipts carry it since Byzantium'
  return (
    <>
      <Verdict kind="fail" word="reverted" />
      <span className="note">{error ?? 'the reason is not known'}</span>
    </>
  )
}
