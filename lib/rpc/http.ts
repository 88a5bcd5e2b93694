import { NodeBusyError, NodeUnreachableError, NotANodeError } from '@/lib/rpc/errors'

const UNREACHABLE = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['BAD_PORT', 'this port is reserved, and nothing may be asked there over HTTP'],
  ['ENOTFOUND', 'the name is not known'],
  ['EAI_AGAIN', 'the name cannot be looked up'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ENETUNREACH', 'the network cannot be reached'],
])
const TRANSIENT_STATUS = new Set([408, 425, 429, 500, 502, 503, 504])

/**
 * Posts a JSON body and reads a JSON answer.
 * @param node the address as messages may show it
 * @throws NodeUnreachableError, NotANodeError, NodeBusyError: one clear sentence each
 */
export type PostJson = (
  url: string,
  node: string,
  body: string,
  timeoutMs: number,
  stop?: AbortSignal,
) => Promise<unknown>

export const postJson: PostJson = async (url, node, body, timeoutMs, stop) => {
  const timeout = AbortSignal.timeout(timeoutMs)
  let response: Response
  let text: string
  try {
    const signal = stop === undefined ? timeout : AbortSignal.any([stop, timeout])
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal,
    })
    text = await response.text()
  } catch (error) {
    throw connectionError(error, node, timeout.aborted ? timeoutMs : undefined)
  }
  return readAnswer(response, text, node)
}

/** The JSON in an answer. @throws NotANodeError, NodeBusyError where there is none */
export function readAnswer(response: Response, text: string, node: string): unknown {
  const answer = parseJson(text)
  if (!response.ok && answer === undefined) throw statusError(response, node)
  if (answer === undefined) throw notJson(text, node)
  if (response.status === 429) throw statusError(response, node)
  return answer
}

/** undefined where the text is no JSON object or list. */
function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function statusError(response: Response, node: string): Error {
  const { status } = response
  if (TRANSIENT_STATUS.has(status)) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    const waitMs = Number.isFinite(seconds) ? Math.min(seconds, 30) * 1000 : undefined
    return new NodeBusyError(
      `The node at ${node} answers HTTP ${status}: it is overloaded or not ready.`,
      waitMs,
    )
  }
  if (status === 401 || status === 403) {
    return new NotANodeError(`The node at ${node} refuses access (HTTP ${status}). Check the key in RPC_URL.`)
  }
  return new NotANodeError(
    `What answers at ${node} is no JSON-RPC node: it says HTTP ${status}. Correct RPC_URL.`,
  )
}

function notJson(text: string, node: string): Error {
  if (/^\s*</.test(text)) {
    return new NotANodeError(`What answers at ${node} is a web page, not a JSON-RPC node. Correct RPC_URL.`)
  }
  const said = text.trim().replace(/\s+/g, ' ').slice(0, 60)
  return new NotANodeError(`What answers at ${node} is no JSON-RPC node: it says "${said}". Correct RPC_URL.`)
}

function connectionError(error: unknown, node: string, timedOutAfter: number | undefined): Error {
  if (timedOutAfter !== undefined) {
    return new NodeBusyError(`The node at ${node} did not answer within ${timedOutAfter / 1000} s.`)
  }
  const code = errorCode(error)
  const why = UNREACHABLE.get(code)
  if (why !== undefined) {
    return new NodeUnreachableError(`No node answers at ${node}: ${why}. Start the node or correct RPC_URL.`)
  }
  return new NodeBusyError(`The connection to the node at ${node} broke${code === '' ? '' : ` (${code})`}.`)
}

/** fetch wraps the socket's error, and several of them where a name has several addresses. */
function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return errorCode(error.errors[0])
  // How fetch refuses port 1 and its like, without a code.
  if (error.message === 'bad port') return 'BAD_PORT'
  return errorCode(error.cause)
}
