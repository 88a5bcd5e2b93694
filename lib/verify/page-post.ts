import { NodeBusyError, NotANodeError } from '@/lib/rpc/errors'
import { type PostJson, readAnswer } from '@/lib/rpc/http'

const HERE = /^(localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/

/**
 * How a page of the browser asks a node: without cookies, without saying which page asks, and past every cache.
 * A browser does not tell a page why a request failed, so the sentence names all that it can be, as long as the node has not
 * answered once; after that the connection broke, which may pass.
 * @param page the page's own address
 */
export function postFromPage(page: string): PostJson {
  let answered = false
  return async (url, node, body, timeoutMs, stop) => {
    const refusal = pageMayNotAsk(page, url, node)
    if (refusal !== undefined) throw new NotANodeError(refusal)
    const timeout = AbortSignal.timeout(timeoutMs)
    let response: Response
    let text: string
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: stop === undefined ? timeout : AbortSignal.any([stop, timeout]),
      })
      text = await response.text()
    } catch {
      if (timeout.aborted)
        throw new NodeBusyError(`The node at ${node} did not answer within ${timeoutMs / 1000} s.`)
      if (answered) throw new NodeBusyError(`The connection to the node at ${node} broke.`)
      throw new NotANodeError(
        `This browser could not ask the node at ${node}: nothing answers there, or it does not let web pages ask it (CORS). Use a node that does, or verify on the command line.`,
      )
    }
    answered = true
    return readAnswer(response, text, node)
  }
}

/** Why a browser refuses a page at `page` to ask `url` (mixed content), in one sentence; undefined where it does not. */
export function pageMayNotAsk(page: string, url: string, node: string): string | undefined {
  if (!URL.canParse(url) || new URL(page).protocol !== 'https:') return undefined
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'http:' || HERE.test(hostname)) return undefined
  return `This page came by https, and a browser lets such a page ask http addresses on its own computer alone: name an https address of the node in place of ${node}, or verify on the command line.`
}
