import type { ReactNode } from 'react'
import { Hash } from '@/components/chips/hash'
import type { Known, KnownValue } from '@/lib/chain/known'
import { integer } from '@/lib/format/numbers'

interface KnownValuesProps {
  known: Known
  /** how an account is shown */
  account: (address: string) => ReactNode
}

/** An event or a call by its name, with its parameters. */
export function KnownValues({ known, account }: KnownValuesProps) {
  return (
    <>
      <p className="known-name">{known.name}</p>
      <dl className="known">
        {known.values.map((value) => (
          <div key={value.name}>
            <dt>{value.name}</dt>
            <dd>{shownValue(value, account)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Above this many digits an integer is an identifier rather than a quantity. */
const QUANTITY_DIGITS = 40

function shownValue({ type, text }: KnownValue, account: (address: string) => ReactNode): ReactNode {
  if (type === 'address') return account(text.toLowerCase())
  if (/^u?int\d*$/.test(type))
    return text.length > QUANTITY_DIGITS ? <Hash hash={text} /> : integer(BigInt(text))
  if (type.startsWith('bytes') && !type.endsWith(']')) return <Hash hash={text} />
  return text === '' ? <span className="dim">empty</span> : text
}
