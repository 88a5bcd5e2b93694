import type { Evidence, Hex, Verdict } from '@/lib/audit/types'
import type { Difference } from '@/lib/verify/compare'

/** What the worker is asked to verify. */
export interface VerifyRequest {
  rpcUrl: string
  program: Hex
  epoch: bigint
  /** bytes of a report to compare with */
  given?: Uint8Array
  /** address of the page that asks */
  page: string
}

export interface VerifiedCheck {
  id: string
  name: string
  verdict: Verdict
  summary: string
  /** facts that deviate; may exceed the number of evidence rows */
  deviations: number
  evidence: Evidence[]
}

/** What came out. */
export interface Outcome {
  /** canonical JSON */
  report: string
  verdict: Verdict
  checks: VerifiedCheck[]
  unanswerable: { id: string; name: string; reason: string }[]
  chainId: bigint
  payments: number
  /** wei */
  paid: bigint
  last: { number: bigint; hash: Hex }
  headers: bigint
  blocks: number
  final: boolean | undefined
  /** state that only the given report says, in words */
  believed: string[]
  /** undefined where no report was given */
  comparison?: { sentence: string; difference?: Difference }
}

/** What the worker tells the page. */
export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'sentence'; sentence: string }
  | { kind: 'share'; share: number }
  | { kind: 'done'; outcome: Outcome }
  | { kind: 'failed'; sentence: string }
