'use client'

import type { ReactNode } from 'react'
import { integer, scaled } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import type { TimelineData } from './timeline-data'
import { dependentsOf } from './timeline-overlay'

interface TransactionReadoutProps {
  data: TimelineData
  transaction: number | undefined
  held: number | undefined
  hold: (transaction: number | undefined) => void
  base: Base
  href: string
}

/** Others that are named before the rest is counted. */
const SHOWN = 6

/** What is known of the transaction under the pointer or of the one that is held, in words. */
export function TransactionReadout(props: TransactionReadoutProps) {
  const { data, transaction, held, hold, base, href } = props
  const highest = data.gas.length - 1
  return (
    <div className="readout">
      <form action={href} className="readout-choice">
        <input type="hidden" name="tab" value="execution" />
        <label>
          Transaction{' '}
          <input
            name="tx"
            type="number"
            inputMode="numeric"
            min={0}
            max={highest}
            placeholder={`0 to ${highest}`}
            value={held ?? ''}
            onChange={({ target }) => {
              const asked = target.valueAsNumber
              hold(Number.isInteger(asked) && asked >= 0 && asked <= highest ? asked : undefined)
            }}
          />
        </label>
        {held !== undefined && (
          <button type="button" onClick={() => hold(undefined)}>
            Let go
          </button>
        )}
      </form>
      <div className="readout-words" aria-live="polite">
        {transaction === undefined ? (
          <p className="note">
            Point at a bar to see what it waits for and what waits for it; press it to hold it. Up and down in
            the field go from one transaction to the next.
          </p>
        ) : (
          <Words data={data} transaction={transaction} hold={hold} base={base} />
        )}
      </div>
    </div>
  )
}

type WordsProps = Pick<TransactionReadoutProps, 'data' | 'hold' | 'base'> & { transaction: number }

function Words({ data, transaction, hold, base }: WordsProps) {
  const at = (list: readonly number[]) => list[transaction] ?? 0
  const hash = data.hashes.slice(transaction * 64, transaction * 64 + 64)
  const module = data.modules[at(data.homes)]
  const worker = data.workers?.[transaction]
  const aborts = at(data.aborts)
  const others = (list: readonly number[], words?: (index: number) => ReactNode) => (
    <Others transactions={list} hold={hold} words={words} />
  )
  const edges = data.edges[transaction] ?? []
  const later = dependentsOf(data, transaction)
  const through = (index: number) => {
    const edge = edges.find(([earlier]) => earlier === index)
    if (!edge) return null
    const more = edge[2] === 0 ? '' : ` and ${integer(edge[2])} more`
    return ` through ${data.keys[edge[1]] ?? 'a key'}${more}`
  }
  return (
    <dl>
      <dt>
        <span className="module-tag" style={{ ['--module' as string]: module?.colour }}>
          #{transaction}
        </span>
      </dt>
      <dd>
        <a className="mono" href={path.transaction(base, `0x${hash}`)}>
          0x{hash.slice(0, 8)}…{hash.slice(-6)}
        </a>
        , {module?.name}, {integer(at(data.gas))} gas, {worker === undefined ? '' : `worker ${worker}, `}
        from {scaled(at(data.start))} to {scaled(at(data.end))}
        {aborts > 0 && `, after ${aborts === 1 ? 'one abort' : `${aborts} aborts`}`}
      </dd>
      <dt>Waits for</dt>
      <dd>
        {edges.length === 0
          ? 'nothing in this block'
          : others(edges.map(([earlier]) => earlier).reverse(), through)}
        <Delay data={data} transaction={transaction} hold={hold} />
      </dd>
      <dt>Waited on by</dt>
      <dd>{later.length === 0 ? 'nothing in this block' : others(later)}</dd>
    </dl>
  )
}

/** Where a start was later than the dependencies alone would have it: how much, and behind what. */
function Delay({ data, transaction, hold }: Pick<WordsProps, 'data' | 'transaction' | 'hold'>) {
  const delay = (data.start[transaction] ?? 0) - (data.ready[transaction] ?? 0)
  const behind = data.behind[transaction] ?? -1
  if (delay <= 0) return null
  return (
    <>
      {data.edges[transaction]?.length === 0 ? ', but ' : ', and then '}
      {scaled(delay)} gas for {data.workers ? 'a free worker' : 'a free lane'}
      {behind >= 0 && (
        <>
          , behind <Others transactions={[behind]} hold={hold} />
        </>
      )}
    </>
  )
}

interface OthersProps {
  transactions: readonly number[]
  hold: (transaction: number) => void
  words?: (index: number) => ReactNode
}

function Others({ transactions, hold, words }: OthersProps) {
  const rest = transactions.length - SHOWN
  return (
    <>
      {transactions.slice(0, SHOWN).map((index, i) => (
        <span key={index}>
          {i > 0 && ', '}
          <button type="button" className="link" onClick={() => hold(index)}>
            #{index}
          </button>
          {words?.(index)}
        </span>
      ))}
      {rest > 0 && ` and ${integer(rest)} more`}
    </>
  )
}
