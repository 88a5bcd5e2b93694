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

/** A free TCP port of this machine: the preferred one where it is free, else any. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined) {
    try {
      return await tryPort(preferred, '127.0.0.1')
    } catch {
      // taken: any other does
    }
  }
  return tryPort(0, '127.0.0.1')
}
