import { createServer } from 'node:net'
import { UserError } from '@/lib/errors'

function listen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

/** A free port of this machine: the preferred one where it is free, else any. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined) {
    try {
      return await listen(preferred, '127.0.0.1')
    } catch {
      // taken: any other does
    }
  }
  return listen(0, '127.0.0.1')
}

/** Throws one sentence where the site's port cannot be listened on. */
export async function checkSitePort(port: number, host: string): Promise<void> {
  try {
    await listen(port, host)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const other = `choose another, as in "npm start -- --port ${port < 65535 ? port + 1 : 3001}"`
    if (code === 'EADDRINUSE') {
      throw new UserError(`Port ${port} is taken by another program: stop it, or ${other}.`)
    }
    if (code === 'EACCES') throw new UserError(`Port ${port} may not be used by this user: ${other}.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new UserError(`This machine has no address "${host}" for the site: correct HOST or --host.`)
    }
    throw error
  }
}
