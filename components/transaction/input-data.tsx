import type { ReactNode } from 'react'
import type { Hex } from '@/lib/chain/types'
import { bytes, integer } from '@/lib/format/numbers'
import { readCall } from './known-abis'
import { KnownValues } from './known-values'

/** Bytes of input that are shown; the API has all of them. */
const SHOWN = 8192

interface InputDataProps {
  input: Hex
  /** the input is code, and no call */
  creation: boolean
  /** how an account is shown */
  account: (address: string) => ReactNode
}

/** The input of a transaction: a call, read by a published ABI where it fits one, and its bytes as they are. */
export function InputData({ input, creation, account }: InputDataProps) {
  const length = (input.length - 2) / 2
  const known = creation ? undefined : readCall(input)
  const shown = input.slice(0, 2 + SHOWN * 2)
  return (
    <>
      {known && <KnownValues known={known} account={account} />}
      <details className="raw" open={length <= 256}>
        <summary>
          {bytes(length)}
          {creation
            ? ' of code that creates the contract'
            : known
              ? ' as they are'
              : length >= 4 && ` for the selector ${input.slice(0, 10)}`}
        </summary>
        <pre className="mono">{shown}</pre>
        {shown.length < input.length && (
          <p className="note">
            The first {integer(SHOWN)} bytes of {integer(length)}.
          </p>
        )}
      </details>
    </>
  )
}
