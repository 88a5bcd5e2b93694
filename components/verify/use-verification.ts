'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Outcome, VerifyRequest, WorkerMessage } from './messages'

export type Verification =
  | { state: 'loading' | 'idle' | 'cancelled' }
  | { state: 'running'; sentence: string; share: number }
  | { state: 'done'; outcome: Outcome }
  | { state: 'failed'; sentence: string }

interface Handle {
  verification: Verification
  start(request: VerifyRequest): void
  cancel(): void
  /** forgets what came out */
  clear(): void
}

/** A verification in a worker of its own, which is loaded with the page: nothing is asked of the site while it runs. */
export function useVerification(): Handle {
  const [verification, setVerification] = useState<Verification>({ state: 'loading' })
  const worker = useRef<Worker>(undefined)

  const hire = useCallback((after: 'idle' | 'cancelled') => {
    worker.current?.terminate()
    const hired = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.current = hired
    hired.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (worker.current !== hired) return
      setVerification((now) => next(now, data, after))
    }
    hired.onerror = () => {
      if (worker.current !== hired) return
      const sentence = 'The part of this page that verifies could not be loaded: load the page again.'
      setVerification({ state: 'failed', sentence })
    }
  }, [])

  useEffect(() => {
    hire('idle')
    return () => {
      worker.current?.terminate()
      worker.current = undefined
    }
  }, [hire])

  return {
    verification,
    start: useCallback((request) => {
      setVerification({ state: 'running', sentence: 'Asking the node', share: 0 })
      worker.current?.postMessage(request)
    }, []),
    cancel: useCallback(() => {
      setVerification({ state: 'loading' })
      hire('cancelled')
    }, [hire]),
    clear: useCallback(() => setVerification((now) => (isOver(now) ? { state: 'idle' } : now)), []),
  }
}

function isOver({ state }: Verification): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

function next(now: Verification, message: WorkerMessage, after: 'idle' | 'cancelled'): Verification {
  switch (message.kind) {
    case 'ready':
      return { state: after }
    case 'sentence':
      return now.state === 'running' ? { ...now, sentence: message.sentence } : now
    case 'share':
      return now.state === 'running' ? { ...now, share: message.share } : now
    case 'done':
      return { state: 'done', outcome: message.outcome }
    case 'failed':
      return { state: 'failed', sentence: message.sentence }
  }
}
