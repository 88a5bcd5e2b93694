'use client'

import type { ReactNode } from 'react'
import { integer, scaled } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import type { TimelineData } from './timeline-data'
import { dependentsOf } from './timeline-overlay'

/** Others that are named before the rest is counted. */
const SHOWN = 6

interface TransactionWordsProps {
  data: TimelineData
  transaction: number
  hold: (transaction: number) => void
  base: Base
}

/** A transaction in words: what it is, what it waits for and through what, what waits for it. */
export function TransactionWords({ data, transaction, hold, base }: TransactionWordsProps) {
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
function Delay({ data, transaction, hold }: Pick<TransactionWordsProps, 'data' | 'transaction' | 'hold'>) {
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

/** A transaction in one line, for people who hear it. */
export function inShort(data: TimelineData, transaction: number): string {
  const module = data.modules[data.homes[transaction] ?? 0]?.name ?? ''
  const waits = data.edges[transaction]?.length ?? 0
  const later = dependentsOf(data, transaction).length
  return `transaction ${transaction}, ${module}, ${integer(data.gas[transaction] ?? 0)} gas, waits for ${integer(waits)}, waited on by ${integer(later)}`
}
