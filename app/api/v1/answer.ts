import { databaseFailure } from '@/lib/db/failure'
import { UserError } from '@/lib/errors'
import { plain } from '@/lib/format/json'

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

function json(status: number, body: unknown): Response {
  return new Response(`${JSON.stringify(body, plain)}\n`, { status, headers })
}

/**
 * Answers a request with JSON (bigints as decimal strings), or with the response that was made. What goes wrong is one sentence under `error`: 400 for a
 * wrong request (UserError), 503 while the database cannot be used, 500 for a fault, which is logged.
 */
export async function answer(make: () => Promise<unknown>): Promise<Response> {
  try {
    const made = await make()
    return made instanceof Response ? made : json(200, made)
  } catch (error) {
    const failure = databaseFailure(error)
    if (failure !== undefined) return json(503, { error: failure })
    if (error instanceof UserError) return json(400, { error: error.message })
    console.error(error)
    return json(500, { error: 'This request could not be answered because of a fault in the site.' })
  }
}
