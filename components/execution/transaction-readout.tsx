'use client'

import type { Base } from '@/lib/format/paths'
import type { TimelineData } from './timeline-data'
import { TransactionWords } from './transaction-words'

interface TransactionReadoutProps {
  data: TimelineData
  transaction: number | undefined
  held: number | undefined
  hold: (transaction: number | undefined) => void
  base: Base
  href: string
}

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
            Point at a bar to see what it waits for and what waits for it; press it to hold it. With the
            keyboard, arrows go from bar to bar, Enter holds, Escape lets go.
          </p>
        ) : (
          <TransactionWords data={data} transaction={transaction} hold={hold} base={base} />
        )}
      </div>
    </div>
  )
}
