import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Listens once and lets go: the port that was to be had. Rejects with the system's error where there is none. */
export function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

/**
 * Where any port will do: below those that systems give to outgoing connections, of which one could otherwise take the
 * port in the seconds until it is listened on.
 */
const FIRST = 20_000
const COUNT = 12_000
const TRIES = 20

/** A free TCP port of this machine: the preferred one where it is free, else any. */
export async function freePort(preferred?: number): Promise<number> {
  const others = Array.from({ length: TRIES }, () => FIRST + randomInt(COUNT))
  for (const port of preferred === undefined ? others : [preferred, ...others]) {
    try {
      return await tryPort(port, '127.0.0.1')
    } catch {
      // taken: another does
    }
  }
  return tryPort(0, '127.0.0.1')
}
