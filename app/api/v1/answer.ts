import { databaseFailure } from '@/lib/db/failure'
import { UserError } from '@/lib/errors'
import { plain } from '@/lib/format/json'

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** JSON with bigints as decimal strings and what is not known as null. */
export function json(status: number, body: unknown): Response {
  return new Response(`${JSON.stringify(body, plain)}\n`, { status, headers })
}

/** What was asked for is not there; the message is one sentence. */
export class NotThere extends UserError {
  override name = 'NotThere'
}

/**
 * Answers a request with the response that is made. What goes wrong is one sentence under `error`: 404 for what is not
 * there (NotThere), 400 for any other wrong request (UserError), 503 while the database cannot be used, 500 for a fault, which is logged.
 */
export async function respond(make: () => Promise<Response>): Promise<Response> {
  try {
    return await make()
  } catch (error) {
    const failure = databaseFailure(error)
    if (failure !== undefined) return json(503, { error: failure })
    if (error instanceof UserError)
      return json(error instanceof NotThere ? 404 : 400, { error: error.message })
    console.error(error)
    return json(500, { error: 'This request could not be answered because of a fault in the site.' })
  }
}

/** Answers a request with JSON; what goes wrong, as `respond` has it. */
export function answer(make: () => Promise<unknown>): Promise<Response> {
  return respond(async () => json(200, await make()))
}
