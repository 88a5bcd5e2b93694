import { Fields, MalformedAnswerError } from '@/lib/chain/fields'
import { revertReason } from '@/lib/chain/revert'
import { cleanText } from '@/lib/chain/text'
import type { Hex } from '@/lib/chain/types'

/** What the call trace of a transaction tells beyond its receipt. */
export interface CallOutcome {
  /** why the transaction failed, null where it did not */
  error: string | null
  /** contracts that it created and that no failing call took back, in the order of their creation */
  created: Hex[]
}

const LONGEST_ERROR = 200

/**
 * Reads callTracer frames, one a transaction: `{result: frame}` from a trace of a block, or the frame itself.
 * @throws MalformedAnswerError
 */
export function parseCalls(raw: unknown, where: string): CallOutcome[] {
  if (!Array.isArray(raw)) throw new MalformedAnswerError(`${where}: expected a list of call frames`)
  return raw.map((item, at) => {
    const name = `${where}[${at}]`
    const outer = new Fields(item, name)
    const root = outer.has('result') ? outer.object('result') : outer
    return { error: frameError(root), created: createdWithin(root) }
  })
}

function frameError(frame: Fields): string | null {
  const error = frame.optionalText('error')
  if (error === undefined) return null
  const output = frame.optionalData('output')
  const reason = output === undefined ? undefined : revertReason(output)
  return reason ?? cleanText(frame.optionalText('revertReason') ?? error, LONGEST_ERROR)
}

/** Frames are walked with a list of our own: they nest up to 1,024 deep. */
function createdWithin(root: Fields): Hex[] {
  const created: Hex[] = []
  const open = [root]
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (frame.has('error')) continue
    const type = frame.optionalText('type')
    if (type === 'CREATE' || type === 'CREATE2') created.push(frame.address('to'))
    const inner = frame.has('calls') ? frame.objects('calls') : []
    open.push(...inner.reverse())
  }
  return created
}
