'use client'

import { ErrorState } from '@/components/text/states'

interface Props {
  error: Error & { digest?: string }
  retry: () => void
}

export default function ChainError({ error, retry }: Props) {
  return (
    <ErrorState
      more={
        <button type="button" className="text-button" onClick={retry}>
          Try again
        </button>
      }
    >
      This page could not be made because of a fault in the site
      {error.digest === undefined ? '.' : `; its log has the details under ${error.digest}.`}
    </ErrorState>
  )
}
