import { describeCheck } from '@/lib/audit/catalogue'
import { RetryableError, UserError } from '@/lib/errors'
import { createRpcClient } from '@/lib/rpc/client'
import { compareReports, differenceSentence } from '@/lib/verify/compare'
import { statedFacts } from '@/lib/verify/known-state'
import { postFromPage } from '@/lib/verify/page-post'
import { type Rebuilt, rebuildReport } from '@/lib/verify/rebuild'
import type { Outcome, VerifyRequest, WorkerMessage } from './messages'

// Runs in a Web Worker: the page stays responsive, and ending the worker ends all that it does.

const tell = (message: WorkerMessage) => self.postMessage(message)

self.onmessage = ({ data }: MessageEvent<VerifyRequest>) => {
  verify(data).catch((error: unknown) => tell({ kind: 'failed', sentence: sentenceOf(error) }))
}
tell({ kind: 'ready' })

async function verify({ rpcUrl, program, epoch, given, page }: VerifyRequest): Promise<void> {
  const rpc = createRpcClient(rpcUrl, { post: postFromPage(page) })
  const rebuilt = await rebuildReport(rpc, {
    program,
    epoch,
    stated: given && statedFacts(new TextDecoder().decode(given)),
    onProgress: (sentence) => tell({ kind: 'sentence', sentence }),
    onShare: (share) => tell({ kind: 'share', share }),
  })
  tell({ kind: 'done', outcome: { ...outcomeOf(rebuilt), comparison: compared(given, rebuilt.report) } })
}

function outcomeOf({ report, result, headers, blocks, final, believed }: Rebuilt): Outcome {
  const { program, verdict, checks, unanswerable, totals, upTo } = result
  return {
    report,
    verdict,
    checks: checks.map((check) => ({ ...check, name: describeCheck(check.id)?.name ?? check.id })),
    unanswerable: unanswerable.map(({ id, name, reason }) => ({ id, name, reason })),
    chainId: program.chainId,
    payments: totals.payments,
    paid: totals.paid,
    last: { number: upTo.number, hash: upTo.hash },
    headers,
    blocks,
    final,
    believed,
  }
}

function compared(given: Uint8Array | undefined, report: string): Outcome['comparison'] {
  if (given === undefined) return undefined
  const difference = compareReports(given, report)
  return difference === undefined
    ? { sentence: 'The given report is the one that the chain gives, byte for byte.' }
    : { sentence: differenceSentence(difference), difference }
}

/** Messages speak to operators, who name the node in RPC_URL; here it is a field of the page. */
function sentenceOf(error: unknown): string {
  if (error instanceof UserError || error instanceof RetryableError)
    return error.message.replaceAll('RPC_URL', 'the address of the node')
  return `The verification failed by a fault of its own: ${error instanceof Error ? error.message : String(error)}.`
}
