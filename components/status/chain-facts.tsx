import type { ReactNode } from 'react'
import { Hash } from '@/components/chips/hash'
import { Age } from '@/components/chips/quantities'
import { SourceTag } from '@/components/chips/tags'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import type { ChainStatus } from '@/lib/db/read/status'
import { integer } from '@/lib/format/numbers'
import { SOURCES } from '@/lib/parallelism/types'

interface ChainFactsProps {
  chain: ChainStatus
  range: { lowest: bigint; highest: bigint } | undefined
}

/** What is known of a chain's node and of its indexer, and what is wrong with either. */
export function ChainFacts({ chain, range }: ChainFactsProps) {
  const source = SOURCES.find((each) => each === chain.source)
  return (
    <KeyValues>
      <KeyValue name="Node">
        {chain.client}
        <span className="note">chain {String(chain.chainId)}</span>
      </KeyValue>
      <KeyValue name="Node last answered">{since(chain.rpcAnsweredAt, 'never')}</KeyValue>
      <KeyValue name="Trouble with the node">
        {chain.rpcError === undefined ? 'none' : <Wrong>{chain.rpcError}</Wrong>}
      </KeyValue>
      <KeyValue name="Indexer last seen">{since(chain.indexerSeenAt, 'never')}</KeyValue>
      <KeyValue name="Trouble of the indexer">
        {chain.indexerError === undefined ? 'none' : <Wrong>{chain.indexerError}</Wrong>}
      </KeyValue>
      {chain.headHash !== undefined && (
        <KeyValue name="Head">
          <Hash hash={chain.headHash} full what="hash of the head" />{' '}
          <span className="note">first seen {since(chain.headChangedAt, '–')}</span>
        </KeyValue>
      )}
      <KeyValue name="Safe and finalized" hint="The heads that the node calls safe and final">
        {numberOr(chain.safe)} <span className="note">and</span> {numberOr(chain.finalized)}
      </KeyValue>
      <KeyValue name="Stored blocks">
        {range === undefined
          ? 'none yet'
          : chain.mode === 'follow'
            ? `${integer(range.lowest)} to ${integer(range.highest)}`
            : `selected ones between ${integer(range.lowest)} and ${integer(range.highest)}`}
      </KeyValue>
      <KeyValue name="Access sets">{source ? <SourceTag source={source} /> : chain.source}</KeyValue>
    </KeyValues>
  )
}

const since = (moment: number | undefined, none: string): ReactNode =>
  moment === undefined ? none : <Age timestamp={BigInt(Math.floor(moment))} />

const numberOr = (value: bigint | undefined) => (value === undefined ? 'not said' : integer(value))

function Wrong({ children }: { children: ReactNode }) {
  return <span className="wrong">{children}</span>
}
